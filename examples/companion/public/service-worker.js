/** TFX Sessions: the id of the unpacked extension; put the one of your copy here. */
const tfx = "nacidbejnphdfaeabmkfnkfhmobpllpl";

const register = async () => {
  const manifest = {
    id: "org.example.timer",
    name: "Timer",
    description: "A time that runs out for everybody at once.",
    author: "TFX Sessions",
    version: "1.0.0",
    sdk: "1",
    kind: "companion",
    entry: chrome.runtime.getURL("index.html"),
    permissions: ["state:shared", "ui:toast"],
    absent: { summary: "A timer for everybody." },
  };
  try {
    const answer = await chrome.runtime.sendMessage(tfx, { tfx: "register", name: "Timer for TFX Sessions", manifest });
    // oxlint-disable-next-line no-console -- for the developer of the extension
    if (!answer.ok) console.warn("The timer was refused:", answer.code);
  } catch {
    // TFX Sessions is not there. This worker starts again with the browser, and asks again then.
  }
};

// A call sees by its connection whether this extension is still there; there is nothing to say on it.
chrome.runtime.onConnectExternal.addListener(() => undefined);
chrome.runtime.onStartup.addListener(() => undefined);
void register();

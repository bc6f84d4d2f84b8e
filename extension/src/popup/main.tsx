import { signal } from "@preact/signals";
import { AppContextProvider } from "@tfx/app";
import { render } from "preact";
import { browser } from "../browser.ts";
import { readCall, watchCall } from "../call-slot/call-store.ts";
import { openPage, openPageContext } from "../page.ts";
import { callLessPart } from "../page-part.ts";
import { checkServer } from "../server/check-server.ts";
import { askToMark, askToOpen, askToShow, commandCall } from "../worker-link.ts";
import { Popup } from "./popup.tsx";
import { createPopupModel } from "./popup-model.ts";

const page = await openPage(
  callLessPart((place) => {
    if (place.at === "room") void askToOpen(place.invite);
  }),
);
const app = await openPageContext(page);

const running = signal(await readCall());
watchCall(() => {
  void readCall().then((call) => (running.value = call));
});

/** As a popup it has done its work; opened as a tab it stays. */
const closePopup = async (): Promise<void> => {
  if ((await browser.tabs.getCurrent()) === undefined) window.close();
};

/** The click that opened the popup lets the extension into that page, until it is left (`activeTab`). */
const shownTab = async (): Promise<number | undefined> => {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.url?.startsWith("http") === true ? tab.id : undefined;
};

const model = createPopupModel(app, {
  server: page.server,
  running,
  openCall: askToOpen,
  showCall: askToShow,
  commandCall,
  shownTab,
  markTab: askToMark,
  checkServer,
  close: () => void closePopup(),
});

const openSettings = (part: "devices" | ""): void => {
  void browser.tabs.create({ url: browser.runtime.getURL(`options.html${part === "" ? "" : `#${part}`}`) }).then(closePopup);
};

const root = document.querySelector("#root");
if (root) {
  render(
    <AppContextProvider value={app}>
      <Popup model={model} openSettings={openSettings} />
    </AppContextProvider>,
    root,
  );
}

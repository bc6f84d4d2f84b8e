/* tfx-widget {"id":"org.example.captions","name":"Captions","description":"Somebody types what is said, and everybody reads it.","author":"TFX Sessions","version":"1.0.0","sdk":"1","kind":"bundle","icon":"captions","category":"talk","permissions":["channel:use","participants:read","participants:identity","captions:write","ui:toast"],"reasons":{"participants:identity":"Lines stand under the name of whoever speaks.","captions:write":"Widgets that you let read captions are told the lines."},"channels":[{"name":"lines","maxBytes":4096,"perSecond":6}],"provides":["captions"],"absent":{"summary":"Somebody types what is said."}} */
// Captions in one file: whoever types, such as an interpreter, is read by everybody who has the widget. The lines are also
// the feed `captions`, for other widgets. Add it in a call: Widgets, Add a widget…, Choose a file.

const longestLine = 300;
/** Others see a line grow, a few times a second. */
const everyMs = 400;
const mostLines = 50;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** A line that somebody sent, or undefined: others may run another version, or a hostile one. */
export const readLine = (value) => {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, speaker, text, done } = value;
  const isRight =
    Number.isSafeInteger(id) &&
    typeof speaker === "string" &&
    speaker.length <= 64 &&
    typeof text === "string" &&
    text.length <= longestLine &&
    typeof done === "boolean";
  return isRight ? { id, speaker, text, done } : undefined;
};

/** All lines, and what other widgets are told of one. `from` types (the host says who that is), `speaker` is whose words they are. */
export const createLines = (nowMs) => {
  const lines = new Map();
  return {
    put(from, { id, speaker, text, done }) {
      const key = `${from.slice(0, 40)}-${id}`;
      const at = lines.get(key)?.at ?? nowMs();
      lines.set(key, { from, speaker, text, done, at });
      if (lines.size > mostLines) lines.delete(lines.keys().next().value);
      // An empty text takes a line back.
      return { id: key, from: speaker, text, at, done };
    },
    get all() {
      return [...lines.values()].filter(({ text }) => text !== "");
    },
  };
};

const style = `
  .captions { display: grid; gap: 12px; padding: 16px; font: 15px system-ui; color: var(--text-1) }
  .captions label { display: grid; gap: 6px }
  .captions select, .captions input { padding: 10px; font: inherit }
  .captions p { margin: 0 0 8px; overflow-wrap: anywhere }
  .captions p:last-child { font-size: 20px; font-weight: 600 }
  .captions small { display: block; font-size: 13px; font-weight: 400; color: var(--text-2) }
`;

/** Sends the line of the moment as it grows, at most so often, and its end at once. */
const createTyping = (send) => {
  // Numbers go on after the page was loaded again.
  let id = Date.now();
  let timer;
  let latest;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (latest !== undefined) send({ ...latest, id });
    latest = undefined;
  };
  return {
    grow(line) {
      latest = { ...line, done: false };
      timer ??= setTimeout(flush, everyMs);
    },
    finish(line) {
      latest = { ...line, done: true };
      flush();
      id += 1;
    },
    stop: () => clearTimeout(timer),
  };
};

export const widget = {
  mount(context, root) {
    const { participants, self, signal } = context;
    const lines = createLines(() => Date.now());
    const channel = context.channel("lines");
    const speaker = make("select");
    const text = make("input", { maxLength: longestLine, autocomplete: "off" });
    const list = make("div", { role: "log" });

    const nameOf = (id) => participants.value.find((person) => person.id === id)?.name ?? "Somebody";
    const draw = () => {
      const rows = lines.all.map((line) => {
        const typist = line.from === line.speaker ? "" : `, typed by ${nameOf(line.from)}`;
        return make("p", { dir: "auto", textContent: line.text }, make("small", { textContent: `${nameOf(line.speaker)}${typist}` }));
      });
      list.replaceChildren(...rows);
    };
    const put = (from, line) => {
      context.feeds.publish("captions", lines.put(from, line));
      draw();
    };
    const typing = createTyping((line) => {
      put(self, line);
      channel.send(line).catch((error) => {
        context.log.warn(String(error));
        if (line.done) context.ui.toast("That line did not reach everybody.");
      });
    });
    const chooseAmong = () => {
      const chosen = speaker.value;
      const people = participants.value.map(({ id, isSelf, name }) => ({ id, name: isSelf ? `${name} (you)` : name }));
      speaker.replaceChildren(...people.map(({ id, name }) => make("option", { value: id, textContent: name })));
      speaker.value = people.some(({ id }) => id === chosen) ? chosen : self;
    };

    text.addEventListener("input", () => typing.grow({ speaker: speaker.value, text: text.value.trim() }));
    text.addEventListener("keydown", ({ key, isComposing }) => {
      if (key !== "Enter" || isComposing || text.value.trim() === "") return;
      typing.finish({ speaker: speaker.value, text: text.value.trim() });
      text.value = "";
    });
    channel.on(({ from, value }) => {
      const line = readLine(value);
      if (line !== undefined) put(from, line);
    });
    participants.on(chooseAmong);
    signal.addEventListener("abort", () => typing.stop());
    chooseAmong();
    root.append(
      make("style", { textContent: style }),
      make(
        "div",
        { className: "captions" },
        make("label", {}, "Who speaks", speaker),
        make("label", {}, "What is said; Enter ends a line", text),
        list,
      ),
    );
  },
};

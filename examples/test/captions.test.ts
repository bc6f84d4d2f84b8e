import { readFile } from "node:fs/promises";
import { readBundle } from "@tfx/widget-host";
import type { WidgetContext } from "@tfx/widget-sdk";
import { createSimulator, type SimulatedPeer } from "@tfx/widget-sdk/simulator";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeElement, fakeDocument } from "./fake-page.ts";

interface Line {
  readonly id: number;
  readonly speaker: string;
  readonly text: string;
  readonly done: boolean;
}
interface Captions {
  readonly widget: { mount(context: WidgetContext, root: FakeElement): void };
  readonly readLine: (value: unknown) => Line | undefined;
}

const file = new URL("../captions/captions.js", import.meta.url);
const { manifest } = await readBundle(await readFile(file, "utf8"));
const { readLine, widget }: Captions = await import(file.href);
let simulator: ReturnType<typeof createSimulator>;

beforeEach(() => {
  vi.stubGlobal("document", fakeDocument);
  simulator = createSimulator({ manifest });
});
afterEach(() => {
  simulator.close();
  vi.unstubAllGlobals();
});

const join = async (name: string) => {
  const root = new FakeElement("div");
  const peer: SimulatedPeer = await simulator.join({ name, mount: (context) => widget.mount(context, root) });
  await simulator.settle();
  const [speaker] = root.all("select");
  const [text] = root.all("input");
  if (speaker === undefined || text === undefined) throw new Error("There is something to type in.");
  const type = (words: string): void => {
    text.value = words;
    text.dispatchEvent(new Event("input"));
  };
  const enter = async (): Promise<void> => {
    text.dispatchEvent(Object.assign(new Event("keydown"), { key: "Enter", isComposing: false }));
    await simulator.settle();
  };
  const told = () => peer.seen.published.map(({ feed, item }) => ({ feed, from: item.from, text: item.text, done: item.done }));
  return {
    peer,
    speaker,
    text,
    type,
    enter,
    told,
    shown: () => root.all("p").map((line) => `${line.all("small")[0]?.textContent}: ${line.textContent}`),
  };
};

it("everybody reads what is typed, under the name of whoever speaks, and other widgets are told", async () => {
  const [ada, bo] = [await join("Ada"), await join("Bo")];
  ada.speaker.value = bo.peer.id;
  ada.type("Good evening");
  await ada.enter();
  expect(bo.shown()).toEqual(["Bo, typed by Ada: Good evening"]);
  expect(ada.shown()).toEqual(bo.shown());
  const line = { feed: "captions", from: bo.peer.id, text: "Good evening", done: true };
  expect([ada.told(), bo.told()]).toEqual([[line], [line]]);
  expect(ada.text.value).toBe("");
});

it("a line is read while it grows, as one line", async () => {
  const [ada, bo] = [await join("Ada"), await join("Bo")];
  ada.type("Good");
  await vi.waitUntil(() => bo.shown().length === 1);
  ada.type("Good evening");
  await ada.enter();
  expect(bo.shown()).toEqual(["Ada: Good evening"]);
  expect(bo.told().map(({ text, done }) => [text, done])).toEqual([
    ["Good", false],
    ["Good evening", true],
  ]);
  expect(new Set(bo.peer.seen.published.map(({ item }) => item.id)).size).toBe(1);
  ada.type("more");
  await ada.enter();
  expect(bo.shown()).toHaveLength(2);
});

it("whoever speaks stays chosen while people come", async () => {
  const [ada, bo] = [await join("Ada"), await join("Bo")];
  ada.speaker.value = bo.peer.id;
  await join("Cy");
  expect(ada.speaker.value).toBe(bo.peer.id);
  expect(ada.speaker.children).toHaveLength(3);
});

it("what others send is no line unless it is one", () => {
  const line = { id: 1, speaker: "ada", text: "hello", done: true };
  expect(readLine({ ...line, more: 1 })).toEqual(line);
  const wrong = [
    null,
    "x",
    { ...line, id: 1.5 },
    { ...line, speaker: "s".repeat(65) },
    { ...line, text: "t".repeat(301) },
    { ...line, done: 1 },
  ];
  expect(wrong.map(readLine)).toEqual(wrong.map(() => undefined));
});

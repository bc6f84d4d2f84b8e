import { readFile } from "node:fs/promises";
import { readBundle } from "@tfx/widget-host";
import type { WidgetContext } from "@tfx/widget-sdk";
import { createSimulator, type SimulatedPeer } from "@tfx/widget-sdk/simulator";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeElement, fakeDocument } from "./fake-page.ts";

interface Question {
  readonly id: string;
  readonly text: string;
  readonly answers: readonly string[];
}
interface Poll {
  readonly widget: { mount(context: WidgetContext, root: FakeElement): void };
  readonly isQuestion: (value: unknown) => boolean;
  readonly count: (question: Question, votes: readonly { from: string; value: unknown }[]) => { perAnswer: number[]; total: number };
}

const file = new URL("../poll/poll.js", import.meta.url);
const { manifest } = await readBundle(await readFile(file, "utf8"));
const { count, isQuestion, widget }: Poll = await import(file.href);
let simulator: ReturnType<typeof createSimulator>;

beforeEach(() => {
  vi.stubGlobal("document", fakeDocument);
  simulator = createSimulator({ manifest });
});
afterEach(() => {
  simulator.close();
  vi.unstubAllGlobals();
});

interface Player {
  readonly peer: SimulatedPeer;
  readonly root: FakeElement;
  readonly answers: () => string[];
  readonly press: (text: string) => Promise<void>;
}

const join = async (name: string): Promise<Player> => {
  const root = new FakeElement("div");
  const peer = await simulator.join({ name, mount: (context) => widget.mount(context, root) });
  await simulator.settle();
  const press = async (text: string): Promise<void> => {
    root
      .all("button")
      .find(({ textContent }) => textContent.startsWith(text))
      ?.click();
    await simulator.settle();
  };
  return { peer, root, press, answers: () => root.all("button").map(({ textContent }) => textContent) };
};

const ask = async ({ root, press }: Player, text: string, answers: string): Promise<void> => {
  const [first, second] = root.all("input");
  if (first) first.value = text;
  if (second) second.value = answers;
  await press("Ask everybody");
};

it("is a bundle that asks for nothing beyond what adding it allows", () => {
  expect(manifest).toMatchObject({ id: "org.example.poll", kind: "bundle", permissions: ["state:shared", "ui:toast"] });
});

it("everybody sees the question and the votes, and a second vote replaces the first", async () => {
  const [ada, bo] = [await join("Ada"), await join("Bo")];
  await ask(ada, "Lunch?", "Soup, Noodles");
  await ada.press("Soup");
  await bo.press("Soup");
  expect(ada.answers().slice(0, 2)).toEqual(["Soup: 2", "Noodles: 0"]);
  await bo.press("Noodles");
  expect(ada.answers()).toEqual(bo.answers());
  expect(ada.answers().slice(0, 2)).toEqual(["Soup: 1", "Noodles: 1"]);
});

it("who comes later has the poll, and who lacks the widget has its summary", async () => {
  const ada = await join("Ada");
  await ask(ada, "Lunch?", "Soup, Noodles");
  await ada.press("Noodles");
  const bo = await join("Bo");
  expect(bo.answers().slice(0, 2)).toEqual(["Soup: 0", "Noodles: 1"]);
  expect(ada.peer.seen.summary).toEqual([{ text: "Lunch?" }, { text: "Soup: 0", value: 0 }, { text: "Noodles: 1", value: 1 }]);
});

it("says so when there is nothing to choose from", async () => {
  const ada = await join("Ada");
  await ask(ada, "Lunch?", "Soup");
  expect(ada.peer.seen.toasts).toEqual(["A poll needs a question and two to six answers."]);
  expect(ada.answers()).toEqual(["Ask everybody"]);
});

it("what others write is no question unless it is one, and no vote beyond its answers", () => {
  const question = { id: "1", text: "Lunch?", answers: ["Soup", "Noodles"] };
  expect([question, { ...question, answers: [{}, "Soup"] }, "Lunch?", null].map(isQuestion)).toEqual([true, false, false, false]);
  const votes = [
    { from: "ada", value: { question: "1", choice: 7 } },
    { from: "bo", value: "x" },
    { from: "cy", value: { question: "1", choice: 0 } },
  ];
  expect(count(question, votes)).toMatchObject({ perAnswer: [1, 0], total: 1 });
});

import type { BroadcastText, BroadcastTextsAnswer } from "@tfx/widget-sdk";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTextOutbox } from "./text-outbox.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const textOf = (id: string, text = id): BroadcastText => ({ id, kind: "chat", text, at: 0, done: true });
const setUp = (answers: readonly BroadcastTextsAnswer[] = []) => {
  const sent: string[] = [];
  const left = [...answers];
  const outbox = createTextOutbox(async (items) => {
    sent.push(items.map(({ text }) => text).join());
    return left.shift() ?? { kind: "taken" };
  });
  return { sent, outbox, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
};

it("brings what is there at once, and what comes meanwhile together, in its last state", async () => {
  const { sent, outbox, pass } = setUp();
  outbox.add([textOf("a")]);
  await pass(1);
  for (const text of ["b", "be", "bee"]) outbox.add([textOf("b", text)]);
  outbox.add([textOf("c")]);
  await pass(400);
  expect(sent).toEqual(["a"]);
  await pass(200);
  expect(sent).toEqual(["a", "bee,c"]);
  await pass(5_000);
  expect(sent).toHaveLength(2);
});

it("tells what may be read although there is nothing to read, and again after a failure", async () => {
  const { sent, outbox, pass } = setUp([{ kind: "later", retryMs: 3_000 }]);
  outbox.tell();
  await pass(1);
  expect(sent).toEqual([""]);
  await pass(2_000);
  expect(sent).toHaveLength(1);
  await pass(1_100);
  expect(sent).toEqual(["", ""]);
});

it("tries again what did not arrive, and gives up what is refused", async () => {
  const { sent, outbox, pass } = setUp([{ kind: "later", retryMs: 1_000 }, { kind: "taken" }, { kind: "refused" }]);
  outbox.add([textOf("a")]);
  await pass(1);
  outbox.add([textOf("b")]);
  await pass(1_100);
  expect(sent).toEqual(["a", "a,b"]);
  outbox.add([textOf("c")]);
  await pass(5_000);
  expect(sent).toEqual(["a", "a,b", "c"]);
});

it("brings no more at once than gateways take", async () => {
  const { sent, outbox, pass } = setUp();
  outbox.add(Array.from({ length: 30 }, (_, index) => textOf(`t${index}`)));
  await pass(1_000);
  expect(sent.map((line) => line.split(",").length)).toEqual([20, 10]);
  const long = "x".repeat(4_000);
  outbox.add(Array.from({ length: 5 }, (_, index) => textOf(`l${index}`, long)));
  await pass(2_000);
  expect(sent.slice(2).map((line) => line.split(",").length)).toEqual([3, 2]);
});

it("is silent once it is closed", async () => {
  const { sent, outbox, pass } = setUp();
  outbox.add([textOf("a")]);
  outbox.close();
  await pass(1_000);
  expect(sent).toEqual([]);
});

import { expect, test } from "vitest";
import { planCompanion, type Companion } from "./plan-companion.ts";

const sender = "a".repeat(32);
const other = "b".repeat(32);
const manifest = (change: object = {}) => ({
  id: "org.example.timer",
  name: "Timer",
  description: "Runs out.",
  version: "1.0.0",
  sdk: "1",
  kind: "companion",
  entry: `chrome-extension://${sender}/index.html`,
  ...change,
});
const register = (change: object = {}) => ({ tfx: "register", name: "Timers", manifest: manifest(change) });
const listed = planCompanion([], register(), sender).companions;

test("a widget on a page of the extension's own is listed, with the extension's name", () => {
  expect(listed).toMatchObject([{ sender, name: "Timers", id: "org.example.timer" }]);
});

test("what an extension says again takes the place of what it said", () => {
  const again = planCompanion(listed, register({ version: "2.0.0" }), sender);
  expect(again.companions).toMatchObject([{ manifest: { version: "2.0.0" } }]);
});

test("an extension takes back its own widget and no other", () => {
  const message = { tfx: "unregister", id: "org.example.timer" };
  expect(planCompanion(listed, message, other).companions).toEqual(listed);
  expect(planCompanion(listed, message, sender).companions).toEqual([]);
});

test.each([
  ["a page of another extension", register({ entry: `chrome-extension://${other}/index.html` }), "widget/invalid"],
  ["a page of the web", register({ entry: "https://timer.example/" }), "widget/invalid"],
  ["a page of this extension's, by a longer name", register({ entry: `chrome-extension://${sender}.example/` }), "widget/invalid"],
  ["a hosted widget", register({ kind: "hosted" }), "widget/invalid"],
  ["a permission of ours", register({ permissions: ["tracks:raw"] }), "protocol/invalid"],
  ["markup in its name", register({ name: "<b>Timer</b>" }), "protocol/invalid"],
  ["markup in the extension's name", { ...register(), name: "<b>" }, "protocol/invalid"],
  ["more than fits", { ...register(), more: "x".repeat(20_000) }, "protocol/too-large"],
  ["nonsense", { tfx: "ping" }, "protocol/invalid"],
])("%s is refused", (_what, message, code) => {
  expect(planCompanion([], message, sender)).toEqual({ companions: [], answer: { ok: false, code } });
});

test("a widget's name is not taken from the extension that has it", () => {
  const theirs = { ...register(), manifest: manifest({ entry: `chrome-extension://${other}/index.html` }) };
  expect(planCompanion(listed, theirs, other)).toEqual({ companions: listed, answer: { ok: false, code: "widget/denied" } });
});

test("an extension lends four widgets and no more", () => {
  const four = [1, 2, 3, 4].reduce<readonly Companion[]>(
    (list, number) => planCompanion(list, register({ id: `org.example.timer${number}` }), sender).companions,
    [],
  );
  expect(four).toHaveLength(4);
  expect(planCompanion(four, register(), sender)).toEqual({ companions: four, answer: { ok: false, code: "widget/quota" } });
});

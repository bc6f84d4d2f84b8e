import { parseInvite, roomName } from "@tfx/protocol";
import { expect, test } from "vitest";
import { planCall, type RunningCall } from "./plan-call.ts";

const wanted = parseInvite("https://call.example/r/lake", "");
const running = (changes: Partial<RunningCall>): RunningCall => ({
  tabId: 7,
  server: "https://call.example",
  room: roomName.parse("lake"),
  phase: "call",
  ...changes,
});

test("the first call opens a tab", () => {
  expect(planCall(undefined, wanted)).toEqual({ action: "open" });
});

test("a second start of the same call brings its tab forward", () => {
  expect(planCall(running({}), wanted)).toEqual({ action: "show", tabId: 7, sameRoom: true });
  expect(planCall(running({ phase: "lobby" }), wanted)).toEqual({ action: "show", tabId: 7, sameRoom: true });
});

test("a call that runs is shown, not replaced, when another room is wanted", () => {
  expect(planCall(running({ room: roomName.parse("harbour") }), wanted)).toEqual({ action: "show", tabId: 7, sameRoom: false });
});

test("a tab that has not joined yet moves on to the other room", () => {
  expect(planCall(running({ room: roomName.parse("harbour"), phase: "lobby" }), wanted)).toEqual({ action: "move", tabId: 7 });
});

test("a tab whose call is over moves on to the other room", () => {
  expect(planCall(running({ room: roomName.parse("harbour"), phase: "ended" }), wanted)).toEqual({ action: "move", tabId: 7 });
});

test.each(["joining", "reconnecting"] as const)("a call that is %s is not left", (phase) => {
  expect(planCall(running({ room: roomName.parse("harbour"), phase }), wanted)).toMatchObject({ action: "show" });
});

test("the same name on another server is another room", () => {
  expect(planCall(running({ server: "https://other.example" }), wanted)).toMatchObject({ action: "show", sameRoom: false });
});

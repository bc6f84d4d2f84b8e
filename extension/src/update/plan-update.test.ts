import { expect, test } from "vitest";
import { planUpdate } from "./plan-update.ts";

test("an update waits for the end of the call", () => {
  expect(planUpdate({ pending: true, callOpen: true })).toBe("wait");
});

test("an update is applied at once when there is no call", () => {
  expect(planUpdate({ pending: true, callOpen: false })).toBe("apply");
});

test("the end of a call restarts nothing when there is no update", () => {
  expect(planUpdate({ pending: false, callOpen: false })).toBe("nothing");
});

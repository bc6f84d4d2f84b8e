import { expect, it } from "vitest";
import { createHangGuard } from "./hang-guard.ts";

it("a program is ended that takes input and gives nothing, not one that had nothing to do", () => {
  let [nowMs, kills] = [0, 0];
  const guard = createHangGuard({ kill: () => (kills += 1) > 0 }, () => nowMs);
  const write = (forMs: number, heard: boolean) => {
    for (const endMs = nowMs + forMs; nowMs < endMs; nowMs += 100) {
      guard.wrote();
      if (heard) guard.heard();
    }
  };
  write(20_000, true);
  nowMs += 60_000;
  write(7_000, false);
  write(100, true);
  write(7_000, false);
  expect(kills).toBe(0);
  write(2_000, false);
  expect(kills).toBeGreaterThan(0);
});

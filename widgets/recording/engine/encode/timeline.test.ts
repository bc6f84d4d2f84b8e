import { expect, it } from "vitest";
import { createTimeline } from "./timeline.ts";

it("leaves pauses out, and keeps what was on its way when one began", () => {
  const timeline = createTimeline();
  timeline.pause(10);
  expect([-1, 0, 9, 10, 50].map((at) => timeline.of(at))).toEqual([undefined, 0, 9, undefined, undefined]);
  expect([timeline.lengthAt(50), timeline.isPaused()]).toEqual([10, true]);
  timeline.resume(60);
  expect([9, 59, 60, 65].map((at) => timeline.of(at))).toEqual([9, undefined, 10, 15]);
  timeline.pause(70);
  timeline.resume(80);
  expect([69, 75, 80].map((at) => timeline.of(at))).toEqual([19, undefined, 20]);
});

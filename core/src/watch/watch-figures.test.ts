import { describe, expect, it } from "vitest";
import { digestWatch } from "./watch-figures.ts";

type Report = Parameters<typeof digestWatch>[0];

const reportOf = (video: object, more: object = {}): Report => [
  ["v", { type: "inbound-rtp", kind: "video", timestamp: 0, ...video }],
  ["p", { type: "candidate-pair", nominated: true, state: "succeeded", timestamp: 0, currentRoundTripTime: 0.02, ...more }],
];

describe("figures of what is watched", () => {
  it("say how far behind it is: the buffer, and half of the way there and back", () => {
    const { counters } = digestWatch(
      reportOf({ bytesReceived: 1_000, jitterBufferDelay: 10, jitterBufferEmittedCount: 100 }),
      undefined,
      0,
    );
    const next = reportOf({ bytesReceived: 126_000, jitterBufferDelay: 11.5, jitterBufferEmittedCount: 130, framesPerSecond: 30 });
    expect(digestWatch(next, counters, 1_000).figures).toEqual({ behindMs: 60, kbps: 1_000, fps: 30, loss: 0, silentMs: 0 });
  });

  it("count the time in which nothing came", () => {
    const first = digestWatch(reportOf({ bytesReceived: 1_000 }), undefined, 0);
    const second = digestWatch(reportOf({ bytesReceived: 1_000 }), first.counters, 1_000);
    const third = digestWatch(reportOf({ bytesReceived: 1_000 }), second.counters, 2_000);
    expect(third.figures).toMatchObject({ silentMs: 2_000, kbps: 0, behindMs: undefined });
    expect(digestWatch(reportOf({ bytesReceived: 1_001 }), third.counters, 3_000).figures.silentMs).toBe(0);
  });

  it("share out losses since the last look", () => {
    const { counters } = digestWatch(reportOf({ packetsReceived: 100, packetsLost: 50 }), undefined, 0);
    expect(digestWatch(reportOf({ packetsReceived: 190, packetsLost: 60 }), counters, 1_000).figures.loss).toBe(0.1);
  });

  it("survive a report with nothing in it", () => {
    expect(digestWatch([], undefined, 0).figures).toMatchObject({ behindMs: undefined, kbps: 0, loss: 0 });
  });
});

import { expect, it } from "vitest";
import { digestPublishStats } from "./publish-stats.ts";

const report = (second: number) =>
  new Map([
    [
      "v",
      {
        type: "outbound-rtp",
        kind: "video",
        timestamp: second * 1_000,
        bytesSent: second * 100_000,
        headerBytesSent: second * 10_000,
        framesPerSecond: 29,
        frameWidth: 1280,
        frameHeight: 720,
        qualityLimitationReason: "bandwidth",
        codecId: "c",
      },
    ],
    ["a", { type: "outbound-rtp", kind: "audio", timestamp: second * 1_000, bytesSent: second * 15_000 }],
    ["r", { type: "remote-inbound-rtp", kind: "video", timestamp: 0, fractionLost: 0.04, roundTripTime: 0.025 }],
    ["c", { type: "codec", timestamp: 0, mimeType: "video/H264" }],
  ]);

it("says what goes out, how much of it is lost, and what holds it back", () => {
  const first = digestPublishStats(report(1), undefined);
  expect(first.stats.kbps).toBe(0);
  expect(digestPublishStats(report(2), first.counters).stats).toEqual({
    kbps: 1_000,
    fps: 29,
    width: 1280,
    height: 720,
    codec: "H264",
    rttMs: 25,
    loss: 0.04,
    limitation: "bandwidth",
  });
});

it("counts no pictures where a picture stands still", () => {
  const still = new Map([["v", { type: "outbound-rtp", kind: "video", timestamp: 1_000, bytesSent: 0 }]]);
  expect(digestPublishStats(still, undefined).stats.fps).toBe(0);
});

it("knows nothing of pictures where there is sound alone", () => {
  const { stats } = digestPublishStats(new Map(), undefined);
  expect(stats).toEqual({
    kbps: 0,
    fps: undefined,
    width: undefined,
    height: undefined,
    codec: undefined,
    rttMs: undefined,
    loss: 0,
    limitation: "none",
  });
});

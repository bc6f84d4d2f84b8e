import { describe, expect, it } from "vitest";
import { digestStats } from "./link-stats.ts";

const report = (seconds: number, change: { lost?: number; rtt?: number; local?: object } = {}) => {
  const timestamp = seconds * 1_000;
  const entries = [
    { id: "T", type: "transport", timestamp, selectedCandidatePairId: "P", bytesReceived: seconds * 50_000, bytesSent: seconds * 25_000 },
    { id: "P", type: "candidate-pair", timestamp, localCandidateId: "L", currentRoundTripTime: change.rtt ?? 0.02 },
    { id: "L", type: "local-candidate", timestamp, candidateType: "host", ...change.local },
    {
      id: "V",
      type: "inbound-rtp",
      kind: "video",
      timestamp,
      packetsReceived: seconds * 90,
      packetsLost: change.lost ?? 0,
      framesPerSecond: 24,
    },
  ];
  return new Map(entries.map((entry) => [entry.id, entry]));
};

describe("the digest of statistics", () => {
  it("gives rates from the difference to the last report", () => {
    const { counters } = digestStats(report(1), undefined);
    const { stats } = digestStats(report(3, { lost: 20 }), counters);
    expect(stats).toMatchObject({ rttMs: 20, kbpsIn: 400, kbpsOut: 200, lossIn: 0.1, fpsIn: 24, path: "direct", quality: "poor" });
  });

  it("names the way to a relay", () => {
    const { stats } = digestStats(report(1, { local: { candidateType: "relay", relayProtocol: "tcp" } }), undefined);
    expect(stats.path).toBe("relay-tcp");
  });

  it("knows nothing before there is a path", () => {
    const { stats } = digestStats(new Map(), undefined);
    expect(stats).toMatchObject({ rttMs: undefined, path: undefined, fpsIn: undefined, quality: "good" });
  });
});

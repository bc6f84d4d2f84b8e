import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleReport } from "../testing/sample-report.ts";
import { digest } from "./digest.ts";
import type { Report } from "./entry.ts";

const stream = (before: Report | undefined, now: Report, id: string) => {
  const found = digest(before, now).streams.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no stream ${id}`);
  return found;
};

describe("digest", () => {
  it("says how much came and went in the second", () => {
    const { inbound, outbound } = digest(sampleReport(4), sampleReport(5));
    expect(inbound.kbps).toBeCloseTo(1040);
    expect(outbound.kbps).toBeCloseTo(800);
  });

  it("divides by the time that really passed", () => {
    expect(stream(sampleReport(4), sampleReport(6), "IV").kbps).toBeCloseTo(1000);
  });

  it("knows no rate in the first report, but what needs no rate", () => {
    const first = stream(undefined, sampleReport(5), "IV");
    expect(first).toMatchObject({ kbps: undefined, lossPercent: undefined, freezes: undefined, fps: 30, width: 1280, height: 720 });
    expect(first).toMatchObject({ codec: "VP8", nackCount: 7, pliCount: 2, freezesTotal: 1 });
  });

  it("shows the loss of the stream that fares worst", () => {
    const { inbound, outbound } = digest(sampleReport(4), sampleReport(5));
    expect(inbound.lossPercent).toBeCloseTo(2);
    expect(outbound.lossPercent).toBeCloseTo(5);
  });

  it("shows no negative loss when packets arrive late", () => {
    expect(stream(sampleReport(4), sampleReport(5, { IV: { packetsLost: 5 } }), "IV").lossPercent).toBe(0);
  });

  it("knows no loss of a second in which nothing was expected", () => {
    const now = sampleReport(5, { IA: { packetsReceived: 200 } });
    expect(stream(sampleReport(4), now, "IA").lossPercent).toBeUndefined();
  });

  it("takes a counter that went back as begun anew", () => {
    const now = sampleReport(5, { IV: { bytesReceived: 10, packetsReceived: 1, packetsLost: 0, freezeCount: 0 } });
    expect(stream(sampleReport(4), now, "IV")).toMatchObject({ kbps: undefined, lossPercent: undefined, freezes: undefined });
    expect(digest(sampleReport(4), now).inbound.kbps).toBeCloseTo(40);
  });

  it("knows no rate when the clock stood still or went back", () => {
    expect(digest(sampleReport(5), sampleReport(5)).inbound.kbps).toBeUndefined();
    expect(digest(sampleReport(6), sampleReport(5)).inbound.kbps).toBeUndefined();
  });

  it("does not count a new stream into the rate before it has two reports", () => {
    const before = sampleReport(4, { IV: null });
    expect(stream(before, sampleReport(5), "IV").kbps).toBeUndefined();
    expect(digest(before, sampleReport(5)).inbound.kbps).toBeCloseTo(40);
  });

  it("adds several streams of one direction", () => {
    const layer = (second: number) => ({
      id: "OV2",
      type: "outbound-rtp",
      kind: "video",
      timestamp: 1_760_000_000_000 + second * 1000,
      bytesSent: 50_000 * second,
      packetsSent: 40 * second,
      framesPerSecond: 30,
      rid: "h",
    });
    const { outbound, streams } = digest([...sampleReport(4), layer(4)], [...sampleReport(5), layer(5)]);
    expect(outbound.kbps).toBeCloseTo(1200);
    expect(outbound.fps).toBe(30);
    expect(streams.filter((one) => one.direction === "out")).toHaveLength(2);
  });

  it("counts frames itself where the browser does not", () => {
    const without = { IV: { framesPerSecond: undefined } };
    expect(stream(sampleReport(4, without), sampleReport(5, without), "IV").fps).toBeCloseTo(30);
    expect(stream(sampleReport(4), sampleReport(5), "IA").fps).toBeUndefined();
  });

  it("tells milliseconds for round trip and jitter", () => {
    const now = digest(sampleReport(4), sampleReport(5));
    expect(now.rttMs).toBeCloseTo(42);
    expect(stream(sampleReport(4), sampleReport(5), "IV").jitterMs).toBeCloseTo(12);
    expect(stream(sampleReport(4), sampleReport(5), "OV")).toMatchObject({ rttMs: 51, jitterMs: 9 });
  });

  it("falls back to the round trip of the receiver reports", () => {
    expect(digest(undefined, sampleReport(5, { CP1: { currentRoundTripTime: undefined } })).rttMs).toBeCloseTo(51);
  });

  it("finds the receiver's report from either side", () => {
    expect(stream(sampleReport(4), sampleReport(5, { OV: { remoteId: undefined } }), "OV").lossPercent).toBeCloseTo(5);
  });

  it("forgets the last receiver's report once nothing is sent", () => {
    const paused = stream(sampleReport(4), sampleReport(5, { OV: { packetsSent: 360, bytesSent: 400_000 } }), "OV");
    expect(paused).toMatchObject({ kbps: 0, lossPercent: undefined, limitation: undefined });
  });

  it("tells freezes of the second and of the call", () => {
    const now = stream(sampleReport(4), sampleReport(5, { IV: { freezeCount: 3 } }), "IV");
    expect(now).toMatchObject({ freezes: 2, freezesTotal: 3 });
  });

  it("tells which sound was made up, silence aside", () => {
    expect(stream(sampleReport(4), sampleReport(5), "IA").concealedPercent).toBeCloseTo(0.5);
  });

  it("tells why the encoder holds back, and nothing when it does not", () => {
    expect(stream(sampleReport(4), sampleReport(5), "OV").limitation).toBe("bandwidth");
    expect(stream(sampleReport(4), sampleReport(5, { OV: { qualityLimitationReason: "none" } }), "OV").limitation).toBeUndefined();
  });

  it("bears entries of any shape", () => {
    const odd = digest(
      [],
      [{}, { type: "inbound-rtp" }, { type: "inbound-rtp", kind: "video", bytesReceived: Number.NaN, timestamp: "x" }],
    );
    expect(odd.streams).toHaveLength(1);
    expect(odd).toMatchObject({ at: 0, rttMs: undefined, path: undefined });
    expect(odd.inbound.kbps).toBeUndefined();
    expect(digest(undefined, [])).toMatchObject({ streams: [] });
  });

  it("never gives a figure that cannot be, whatever the reports say", () => {
    const value = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(undefined), fc.boolean());
    const members = [
      "bytesReceived",
      "bytesSent",
      "packetsReceived",
      "packetsSent",
      "packetsLost",
      "fractionLost",
      "freezeCount",
      "concealedSamples",
      "totalSamplesReceived",
      "silentConcealedSamples",
      "timestamp",
      "kind",
      "codecId",
      "remoteId",
      "selectedCandidatePairId",
    ];
    const entry = fc
      .tuple(
        fc.constantFrom("a", "b", "c"),
        fc.constantFrom("inbound-rtp", "outbound-rtp", "remote-inbound-rtp", "transport", "candidate-pair"),
        fc.dictionary(fc.constantFrom(...members), value),
        fc.constantFrom("audio", "video"),
      )
      .map(([id, type, rest, kind]) => ({ kind, ...rest, id, type }));
    const report = fc.array(entry, { maxLength: 6 });
    fc.assert(
      fc.property(report, report, (before, now) => {
        for (const { kbps, lossPercent, concealedPercent, freezes } of digest(before, now).streams) {
          for (const figure of [kbps, lossPercent, concealedPercent, freezes]) expect(figure ?? 0).toBeGreaterThanOrEqual(0);
          for (const share of [lossPercent, concealedPercent]) expect(share ?? 0).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

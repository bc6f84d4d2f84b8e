import { describe, expect, it } from "vitest";
import { digest } from "../digest/digest.ts";
import { sampleReport, type Changes } from "../testing/sample-report.ts";
import { judge } from "./verdict.ts";

const calm: Changes = {
  IV: { packetsLost: 0 },
  RV: { fractionLost: 0, roundTripTime: 0.05 },
  OV: { qualityLimitationReason: "none" },
};
const seconds = (count: number, changes: (second: number) => Changes) =>
  Array.from({ length: count }, (_, index) => {
    const at = (second: number) => {
      const now = changes(second);
      const ids = new Set([...Object.keys(calm), ...Object.keys(now)]);
      return sampleReport(second, Object.fromEntries([...ids].map((id) => [id, now[id] === null ? null : { ...calm[id], ...now[id] }])));
    };
    return digest(at(index + 4), at(index + 5));
  });
const verdict = (changes: (second: number) => Changes, count = 10) => judge(seconds(count, changes));

describe("judge", () => {
  it("waits for the first report", () => expect(judge([])).toEqual({ level: "waiting", reason: "waiting" }));

  it("waits while a connection feels its way up, and says nothing that is untrue a moment later", () => {
    const held = { qualityLimitationReason: "bandwidth" };
    expect(verdict(() => ({ OV: held }), 4)).toEqual({ level: "waiting", reason: "waiting" });
    expect(verdict(() => ({ OV: held }), 8).level).toBe("good");
    const growing = (second: number) => ({ OV: { ...held, bytesSent: 20_000 * second * second } });
    expect(verdict(growing).reason).not.toBe("narrow");
    expect(verdict((second) => ({ OV: { ...held, bytesSent: 20_000 * second } })).reason).toBe("narrow");
  });

  it("calls a calm link good, relayed or not", () => {
    expect(verdict(() => ({}))).toEqual({ level: "good", reason: "good" });
    expect(verdict(() => ({ T01: { selectedCandidatePairId: "CP2" } }))).toEqual({ level: "good", reason: "good" });
  });

  it("names frozen pictures, and loss where that is why", () => {
    expect(verdict((second) => ({ IV: { freezeCount: second } }))).toEqual({ level: "poor", reason: "freeze" });
    expect(verdict((second) => ({ IV: { freezeCount: second, packetsLost: 4 * second } }))).toEqual({
      level: "poor",
      reason: "freeze-loss",
    });
  });

  it("names gaps in the sound", () => {
    expect(verdict((second) => ({ IA: { concealedSamples: 6_000 * second } })).reason).toBe("gaps");
  });

  it("grades loss by how much of it there is", () => {
    expect(verdict((second) => ({ IV: { packetsLost: 3 * second } }))).toEqual({ level: "fair", reason: "loss-in" });
    expect(verdict((second) => ({ IV: { packetsLost: 9 * second } }))).toEqual({ level: "poor", reason: "loss-in" });
    expect(verdict(() => ({ RV: { fractionLost: 0.03 } }))).toEqual({ level: "fair", reason: "loss-out" });
    expect(verdict(() => ({ RV: { fractionLost: 0.2 } }))).toEqual({ level: "poor", reason: "loss-out" });
  });

  it("names the graver loss of both directions", () => {
    expect(verdict((second) => ({ IV: { packetsLost: 3 * second }, RV: { fractionLost: 0.2 } })).reason).toBe("loss-out");
  });

  it("names distance, a narrow connection, a busy device and unsteady packets", () => {
    expect(verdict(() => ({ CP1: { currentRoundTripTime: 0.5 } })).reason).toBe("far");
    expect(verdict(() => ({ OV: { qualityLimitationReason: "bandwidth" } })).reason).toBe("narrow");
    expect(verdict(() => ({ OV: { qualityLimitationReason: "cpu" } })).reason).toBe("busy");
    expect(verdict(() => ({ IV: { jitter: 0.1 }, IA: { jitter: 0.1 } })).reason).toBe("unsteady");
  });

  it("forgets what is more than ten seconds ago", () => {
    const history = seconds(30, (second) => ({ IV: { freezeCount: Math.min(second, 10) } }));
    expect(judge(history.slice(0, 8)).reason).toBe("freeze");
    expect(judge(history).reason).toBe("good");
  });

  it("says when nothing has come or gone for ten seconds", () => {
    const still = { IA: { bytesReceived: 9 }, IV: { bytesReceived: 9 }, OV: { bytesSent: 9, packetsSent: 1 } };
    expect(verdict(() => still).reason).toBe("silent");
    expect(verdict(() => still, 4).reason).not.toBe("silent");
  });
});

import { describe, expect, it } from "vitest";
import { createRecorder } from "../history/recorder.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { createDump, createFittingDump, type DumpLink } from "./dump.ts";

const recorded = (seconds: number): DumpLink => {
  const recorder = createRecorder(600);
  for (let second = 1; second <= seconds; second += 1) recorder.add(sampleReport(second));
  const event = { at: 1_760_000_002_000, participant: "ana", kind: "codec", before: "VP8", after: "AV1" } as const;
  return { participant: "ana", name: "Ana", columns: recorder.columns, lastAt: recorder.lastAt, events: [event] };
};

const options = { userAgent: "Browser/1", seconds: 600 };

describe("createDump", () => {
  it("has the shape of chrome://webrtc-internals", () => {
    const dump = JSON.parse(createDump([recorded(3)], options));
    expect(Object.keys(dump)).toEqual(["getUserMedia", "PeerConnections", "UserAgent", "UserAgentData"]);
    const link = dump.PeerConnections["0-1"];
    expect(link.stats["IV-bytesReceived"]).toEqual({
      startTime: "2025-10-09T08:53:21.000Z",
      endTime: "2025-10-09T08:53:23.000Z",
      statsType: "inbound-rtp",
      values: "[125000,250000,375000]",
    });
    expect(link.stats["IV-frameWidth"].values).toBe("[1280,1280,1280]");
    expect(link.updateLog).toEqual([{ time: "2025-10-09T08:53:22.000Z", type: "codec", value: "VP8 -> AV1" }]);
  });

  it("keeps each link apart", () => {
    expect(Object.keys(JSON.parse(createDump([recorded(2), recorded(2)], options)).PeerConnections)).toEqual(["0-1", "0-2"]);
  });

  it("drops the oldest seconds until the file fits", () => {
    const whole = createDump([recorded(60)], options).length;
    const bytes = createFittingDump([recorded(60)], { ...options, seconds: 60, maxBytes: whole / 2 });
    expect(bytes.length).toBeLessThanOrEqual(whole / 2);
    const { values } = JSON.parse(new TextDecoder().decode(bytes)).PeerConnections["0-1"].stats["IV-bytesReceived"];
    expect(JSON.parse(values).at(-1)).toBe(125_000 * 60);
  });
});

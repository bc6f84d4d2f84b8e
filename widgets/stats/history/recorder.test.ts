import { describe, expect, it } from "vitest";
import { sampleReport } from "../testing/sample-report.ts";
import { createRecorder } from "./recorder.ts";

const column = (recorder: ReturnType<typeof createRecorder>, entry: string, member: string) =>
  recorder.columns.find((one) => one.entry === entry && one.member === member);

describe("createRecorder", () => {
  it("keeps each member of each entry over time", () => {
    const recorder = createRecorder(600);
    recorder.add(sampleReport(1));
    recorder.add(sampleReport(2));
    expect(column(recorder, "IV", "bytesReceived")).toMatchObject({ type: "inbound-rtp" });
    expect(column(recorder, "IV", "bytesReceived")?.changes.items.map(({ value }) => value)).toEqual([125_000, 250_000]);
    expect(column(recorder, "C96", "mimeType")).toMatchObject({
      lastAt: 1_760_000_002_000,
      changes: { items: [{ at: 1_760_000_001_000, value: "video/VP8" }] },
    });
  });

  it("keeps the last seconds only", () => {
    const recorder = createRecorder(3);
    for (let second = 1; second <= 10; second += 1) recorder.add(sampleReport(second));
    expect(column(recorder, "IA", "bytesReceived")?.changes.items.map(({ value }) => value)).toEqual([40_000, 45_000, 50_000]);
  });

  it("forgets an entry that is gone for as long", () => {
    const recorder = createRecorder(3);
    recorder.add(sampleReport(1));
    for (let second = 2; second <= 6; second += 1) recorder.add(sampleReport(second, { CP2: null }));
    expect(column(recorder, "CP2", "state")).toBeUndefined();
  });

  it("leaves out what is no plain value", () => {
    const recorder = createRecorder(3);
    recorder.add(sampleReport(1, { OV: { qualityLimitationDurations: { cpu: 1 } } }));
    expect(column(recorder, "OV", "qualityLimitationDurations")).toBeUndefined();
  });
});

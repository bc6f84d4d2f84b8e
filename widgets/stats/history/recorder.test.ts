import { describe, expect, it } from "vitest";
import { sampleReport } from "../testing/sample-report.ts";
import { createRecorder } from "./recorder.ts";

const values = (recorder: ReturnType<typeof createRecorder>, entry: string, member: string, since = 0) =>
  recorder.columns
    .find((one) => one.entry === entry && one.member === member)
    ?.samples(since)
    .map(({ value }) => value);

describe("createRecorder", () => {
  it("keeps each member of each entry over time", () => {
    const recorder = createRecorder(600);
    recorder.add(sampleReport(1));
    recorder.add(sampleReport(2));
    expect(values(recorder, "IV", "bytesReceived")).toEqual([125_000, 250_000]);
    expect(values(recorder, "C96", "mimeType")).toEqual(["video/VP8", "video/VP8"]);
    expect(values(recorder, "IV", "bytesReceived", 1_760_000_002_000)).toEqual([250_000]);
    expect(recorder.lastAt).toBe(1_760_000_002_000);
  });

  it("keeps the last reports only", () => {
    const recorder = createRecorder(3);
    for (let second = 1; second <= 10; second += 1) recorder.add(sampleReport(second));
    expect(values(recorder, "IA", "bytesReceived")).toEqual([40_000, 45_000, 50_000]);
    expect(values(recorder, "C96", "mimeType")).toHaveLength(3);
  });

  it("follows what changes after it was the same for long", () => {
    const recorder = createRecorder(4);
    for (let second = 1; second <= 9; second += 1) recorder.add(sampleReport(second, { IV: { frameWidth: second < 8 ? 1280 : 640 } }));
    expect(values(recorder, "IV", "frameWidth")).toEqual([1280, 1280, 640, 640]);
  });

  it.each(["bytesReceived", "codecId", "frameWidth"])("leaves a gap in %s where an entry was missing", (member) => {
    const recorder = createRecorder(600);
    recorder.add(sampleReport(1));
    recorder.add(sampleReport(2, { IV: null }));
    recorder.add(sampleReport(3));
    expect(values(recorder, "IV", member)).toHaveLength(2);
  });

  it("forgets an entry that is gone for as long", () => {
    const recorder = createRecorder(3);
    recorder.add(sampleReport(1));
    for (let second = 2; second <= 3; second += 1) recorder.add(sampleReport(second, { CP2: null }));
    expect(values(recorder, "CP2", "state")).toEqual(["waiting"]);
    recorder.add(sampleReport(4, { CP2: null }));
    expect(values(recorder, "CP2", "state")).toBeUndefined();
  });

  it("leaves out what is no plain value", () => {
    const recorder = createRecorder(3);
    recorder.add(sampleReport(1, { OV: { qualityLimitationDurations: { cpu: 1 } } }));
    expect(values(recorder, "OV", "qualityLimitationDurations")).toBeUndefined();
  });
});

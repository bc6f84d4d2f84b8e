import { describe, expect, it } from "vitest";
import { digest, type LinkDigest } from "../digest/digest.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { chartData, summarizeRow } from "./chart-data.ts";

const second = (at: number): LinkDigest => digest(sampleReport(at - 1), sampleReport(at));
const rtt = (one: LinkDigest) => one.rttMs;

describe("chartData", () => {
  it("counts time back from the latest second", () => {
    expect(chartData([second(4), second(5)], [rtt])).toEqual([
      [-1, 0],
      [42, 42],
    ]);
  });

  it("breaks the line where seconds are missing", () => {
    const [x, y] = chartData([second(4), second(9)], [rtt]);
    expect(x).toEqual([-5, -4, 0]);
    expect(y).toEqual([42, null, 42]);
  });

  it("leaves a gap for what was not measured", () => {
    expect(chartData([second(4)], [rtt, () => undefined])).toEqual([[0], [42], [null]]);
    expect(chartData([], [rtt])).toEqual([[], []]);
  });
});

describe("summarizeRow", () => {
  it("tells the latest, the least and the largest", () => {
    expect(summarizeRow([3, 9, null, 5])).toEqual({ now: 5, min: 3, max: 9 });
    expect(summarizeRow([null])).toBeUndefined();
  });
});

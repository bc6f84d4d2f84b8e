import { describe, expect, it } from "vitest";
import { digest } from "../digest/digest.ts";
import { sampleReport, type Changes } from "../testing/sample-report.ts";
import { linkEvents, peopleEvents } from "./find-events.ts";

const between = (changes: Changes) =>
  linkEvents("ana", digest(undefined, sampleReport(1)), digest(sampleReport(1), sampleReport(2, changes)));

describe("linkEvents", () => {
  it("finds nothing in two seconds alike, nor in the first", () => {
    expect(between({})).toEqual([]);
    expect(linkEvents("ana", undefined, digest(undefined, sampleReport(1)))).toEqual([]);
  });

  it("finds a codec that changed, for each stream that it carries", () => {
    const events = between({ C96: { mimeType: "video/AV1" } });
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ kind: "codec", participant: "ana", direction: "in", media: "video", before: "VP8", after: "AV1" });
  });

  it("takes the layers of one picture as one", () => {
    const layers = (second: number, mimeType: string) => [
      ...sampleReport(second, { C96: { mimeType } }),
      { id: "OV2", type: "outbound-rtp", kind: "video", codecId: "C96", timestamp: second },
    ];
    const events = linkEvents("ana", digest(undefined, layers(1, "video/VP8")), digest(undefined, layers(2, "video/AV1")));
    expect(events.map(({ direction }) => direction)).toEqual(["in", "out"]);
  });

  it("finds a path that moved to a relay, but not another direct one", () => {
    expect(between({ T01: { selectedCandidatePairId: "CP2" } })).toMatchObject([{ kind: "path", before: "direct", after: "relay/tls" }]);
    expect(between({ I1: { candidateType: "prflx" } })).toEqual([]);
  });

  it("does not take a path that is not known for a change", () => {
    expect(between({ T01: null, CP1: null })).toEqual([]);
  });
});

describe("peopleEvents", () => {
  it("finds who came and who went", () => {
    expect(peopleEvents(["a", "b"], ["b", "c"], 7)).toEqual([
      { at: 7, participant: "c", kind: "joined" },
      { at: 7, participant: "a", kind: "left" },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { createBackOff } from "./back-off.ts";
import { placeStream, workersFor } from "./place-stream.ts";
import { createPlaces } from "./places.ts";

describe("the place of a stream", () => {
  const streamsPerWorker = 4;
  const workers = [
    { id: 0, streams: 4 },
    { id: 1, streams: 2 },
    { id: 2, streams: 0 },
  ];

  it("is with others, so that one worker stays empty", () => {
    expect(placeStream({ workers, streamsPerWorker, suspect: false })).toBe(1);
  });

  it("is apart from others after its worker died", () => {
    expect(placeStream({ workers, streamsPerWorker, suspect: true })).toBe(2);
  });

  it("is nowhere when all are full", () => {
    expect(placeStream({ workers: [{ id: 0, streams: 4 }], streamsPerWorker, suspect: false })).toBeUndefined();
  });

  it("is lost with its worker, and under suspicion for a minute", () => {
    let nowMs = 0;
    const places = createPlaces(() => nowMs);
    places.set("a", 0);
    places.set("b", 1);
    expect(places.lose(0)).toEqual(["a"]);
    expect([places.find("a"), places.find("b")]).toEqual([undefined, 1]);
    expect([places.isSuspect("a"), places.isSuspect("b")]).toEqual([true, false]);
    nowMs = 60_001;
    expect(places.isSuspect("a")).toBe(false);
  });
});

it("one worker more than needed is kept, as far as allowed", () => {
  const limits = { streamsPerWorker: 4, mostWorkers: 3 };
  expect([0, 1, 4, 5, 9].map((streams) => workersFor(streams, limits))).toEqual([1, 2, 2, 3, 3]);
});

it("what keeps ending is started ever later, and at once again after a good run", () => {
  const backOff = createBackOff({ firstMs: 250, mostMs: 1_000, wellMs: 30_000 });
  expect([10, 10, 10, 10, 10].map((ranMs) => backOff.next(ranMs))).toEqual([0, 250, 500, 1_000, 1_000]);
  expect([30_000, 10].map((ranMs) => backOff.next(ranMs))).toEqual([0, 250]);
});

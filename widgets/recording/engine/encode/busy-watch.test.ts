import { describe, expect, it } from "vitest";
import { createBusyWatch } from "./busy-watch.ts";

/** What is said each second of a machine that writes so many pictures in it. */
const said = (...pictures: readonly number[]): readonly boolean[] => {
  const watch = createBusyWatch(30);
  return pictures.map((count) => watch(count, 1));
};

describe("a computer that records", () => {
  it("is busy once its pictures were few for some seconds, until there have been enough for as long", () =>
    expect(said(30, 2, 2, 2, 2, 30, 30, 30)).toEqual([false, false, false, true, true, true, true, false]));

  it("is not busy for a bad second", () => expect(said(30, 0, 0, 30, 0, 0, 30)).not.toContain(true));
  it("stays busy over a good second", () => expect(said(1, 1, 1, 30, 1, 30, 30, 1).slice(2)).not.toContain(false));
  it("is not busy with half of the pictures", () => expect(said(15, 14, 15, 14, 15, 14)).not.toContain(true));

  it("is busy at once where it stood still for seconds", () => expect(createBusyWatch(30)(1, 5)).toBe(true));
});

import { describe, expect, it } from "vitest";
import type { Faces } from "../analyse/faces/face.ts";
import { foundAt, noFinds, withFind, withoutFind } from "./finds.ts";

const nobody: Faces = { kind: "faces", faces: [] };
const mask = { kind: "mask", width: 1, height: 1, data: new Uint8Array(1) } as const;

describe("what analysers have found", () => {
  it("holds for some seconds and no longer: whoever was hidden there may have moved", () => {
    const finds = withFind(withFind(noFinds, nobody, { atMs: 0, turn: 1 }), mask, { atMs: 2_000, turn: 2 });
    expect(foundAt(finds, 2_500)).toEqual({ faces: nobody, mask: { ...mask, turn: 2 } });
    expect(foundAt(finds, 4_000)).toEqual({ faces: undefined, mask: { ...mask, turn: 2 } });
    expect(foundAt(finds, 6_000)).toEqual(noFinds);
  });

  it("is forgotten with the analyser", () => {
    const finds = withFind(withFind(noFinds, nobody, { atMs: 0, turn: 1 }), mask, { atMs: 0, turn: 2 });
    expect(foundAt(withoutFind(finds, "segmentation"), 1)).toEqual({ faces: nobody, mask: undefined });
    expect(foundAt(withoutFind(finds, "faces"), 1).faces).toBeUndefined();
  });
});

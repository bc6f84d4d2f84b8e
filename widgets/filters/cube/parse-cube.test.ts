import { describe, expect, it } from "vitest";
import { maxCubeBytes, parseCube, shrinkTable } from "./parse-cube.ts";

/** A table that swaps red and blue. */
const entries = (size: number): string[] =>
  Array.from({ length: size ** 3 }, (_, index) => {
    const [red, green, blue] = [index % size, Math.floor(index / size) % size, Math.floor(index / size ** 2)];
    return [blue, green, red].map((part) => (part / (size - 1)).toFixed(6)).join(" ");
  });
const cube = (size: number, head = "", body = entries(size)): string => `${head}\nLUT_3D_SIZE ${size}\n${body.join("\n")}\n`;

describe("a .cube file", () => {
  it("is read with its title, comments and both kinds of line ends", () => {
    const text = cube(2, '# made by hand\r\nTITLE "Teal and orange"').replaceAll("\n", "\r\n");
    expect(parseCube(text, "x.cube")).toEqual({
      name: "Teal and orange",
      size: 2,
      bytes: Uint8Array.from([0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 255, 255, 255, 0, 0, 255, 0, 255, 255, 255, 0, 255, 255, 255]),
    });
  });

  it("has its file's name where it has no title, and words that nobody knows are passed over", () => {
    expect(parseCube(cube(2, "LUT_IN_VIDEO_RANGE"), "Night.cube")).toMatchObject({ name: "Night" });
  });

  it("keeps values between nothing and all", () => {
    const body = entries(2);
    body[0] = "-0.5 1.5 5e-1";
    const read = parseCube(cube(2, "", body), "x");
    expect(read).toMatchObject({ bytes: expect.objectContaining({ 0: 0, 1: 255, 2: 128 }) });
  });

  it.each([
    ["one-dimensional", "LUT_1D_SIZE 4\n0 0 0", "kind"],
    ["larger than any camera needs", "LUT_3D_SIZE 128\n0 0 0", "large"],
    ["a very long text", " ".repeat(maxCubeBytes + 1), "large"],
    ["nothing", "", "broken"],
    ["a size and no entries", "LUT_3D_SIZE 2", "broken"],
    ["a size that is none", "LUT_3D_SIZE 2.5\n0 0 0", "broken"],
    ["two sizes", `LUT_3D_SIZE 3\n${cube(2)}`, "broken"],
    ["an entry too few", cube(2, "", entries(2).slice(1)), "broken"],
    ["an entry too many", cube(2, "", [...entries(2), "0 0 0"]), "broken"],
    ["an entry that is none", cube(2, "", [...entries(2).slice(1), "0 zero 0"]), "broken"],
    ["numbers of another scale", cube(2, "DOMAIN_MAX 255 255 255"), "broken"],
    ["a picture", "\u0089PNG\r\n\u001a\n\0\0", "broken"],
  ])("is refused: %s", (_, text, fault) => {
    expect(parseCube(text, "x.cube")).toBe(fault);
  });

  it("of more entries than the chain takes becomes smaller and means the same", () => {
    const read = parseCube(cube(49), "x.cube");
    if (typeof read === "string") throw new Error(read);
    expect(read.size).toBe(33);
    // The middle of red alone is the middle of blue alone.
    expect([...read.bytes.subarray(16 * 3, 16 * 3 + 3)]).toEqual([0, 0, 128]);
    expect(shrinkTable(read, 17).bytes).toHaveLength(17 ** 3 * 3);
    expect([...shrinkTable(read, 17).bytes.subarray(-3)]).toEqual([255, 255, 255]);
  });
});

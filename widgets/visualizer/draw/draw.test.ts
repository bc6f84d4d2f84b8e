import { describe, expect, it } from "vitest";
import { drawShape, shapes, type Pen } from "./draw-shape.ts";
import { hertzAt, strongestTone } from "./hertz-scale.ts";
import { createSpeaking, levelOf } from "./level.ts";
import { coloursOf, paletteNames } from "./palette.ts";

const hertzPerBin = 48_000 / 2_048;

/** What an analyser says of a sine: its bin, and less beside it. */
const toneAt = (hertz: number): Uint8Array =>
  Uint8Array.from({ length: 1_024 }, (_, bin) => Math.max(0, 240 - 40 * Math.abs(bin - hertz / hertzPerBin) ** 2));

const createPen = (width: number, height: number) => {
  const filled: { x: number; tall: number }[] = [];
  const nothing = (): void => undefined;
  // Nothing here is a canvas; the shapes ask for its size alone.
  const canvas = { width, height } as Pen["canvas"];
  const pen: Pen = {
    canvas,
    fillStyle: "",
    strokeStyle: "",
    lineWidth: 1,
    clearRect: nothing,
    drawImage: nothing,
    beginPath: nothing,
    moveTo: nothing,
    lineTo: nothing,
    stroke: nothing,
    arc: nothing,
    fillRect: (x, _y, _width, tall) => void filled.push({ x, tall }),
  };
  return { pen, filled };
};

describe("a tone", () => {
  it.each([110, 440, 700, 1_130, 4_321])("of %i Hz is found", (hertz) => {
    expect(Math.abs((strongestTone(toneAt(hertz), hertzPerBin) ?? 0) - hertz)).toBeLessThan(5);
  });

  it("is none in silence", () => {
    expect(strongestTone(new Uint8Array(1_024).fill(40), hertzPerBin)).toBeUndefined();
  });

  it("is the highest bar, where its octave is", () => {
    const { pen, filled } = createPen(480, 200);
    const look = { frequencies: toneAt(700), wave: new Uint8Array(2_048).fill(128), hertzPerBin };
    drawShape("bars", pen, { look, colours: coloursOf("viridis") });
    const highest = filled.reduce((best, bar) => (bar.tall > best.tall ? bar : best));
    expect(Math.abs(Math.log2(hertzAt((highest.x + 5) / 480) / 700))).toBeLessThan(0.25);
  });
});

describe("shapes", () => {
  it.each(shapes)("%s are drawn of anything, on a canvas of any size", (shape) => {
    const look = { frequencies: new Uint8Array(1_024), wave: new Uint8Array(0), hertzPerBin };
    for (const [width, height] of [
      [0, 0],
      [1, 1],
      [960, 540],
    ] as const) {
      const { pen } = createPen(width, height);
      expect(() => drawShape(shape, pen, { look, colours: coloursOf("grey") })).not.toThrow();
    }
  });
});

describe("palettes", () => {
  it.each(paletteNames)("%s grows lighter from quiet to loud, so that no colour need be told from another", (name) => {
    const light = coloursOf(name).map((colour) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    // Colours are whole numbers: a step may be rounded the other way.
    light.forEach((value, at) => expect(value - (light[at - 1] ?? 0)).toBeGreaterThan(-1));
    expect((light.at(-1) ?? 0) - (light[0] ?? 0)).toBeGreaterThan(150);
  });
});

describe("speaking", () => {
  it("goes on between words and ends after them", () => {
    const speaks = createSpeaking();
    expect([speaks(0.5, 0), speaks(0, 500), speaks(0.5, 800), speaks(0, 1_600), speaks(0, 1_800)]).toEqual([true, true, true, true, false]);
  });

  it("is loud where samples are far from the middle", () => {
    expect(levelOf(new Uint8Array(512).fill(128))).toBe(0);
    expect(levelOf(Uint8Array.from({ length: 512 }, (_, at) => 128 + 40 * Math.sin(at)))).toBeGreaterThan(0.5);
  });
});

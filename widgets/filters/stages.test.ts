import { describe, expect, it } from "vitest";
import { noChoice, stagesOf, type Applied } from "./stages.ts";

const picture = new Blob(["x"], { type: "image/png" });
const table = { name: "Teal", size: 2, bytes: new Uint8Array(24) };
const of = (...filters: Applied[]) => ({ filters, background: undefined });

describe("the stages of a choice", () => {
  it("are none when nothing is chosen", () => {
    expect(stagesOf(noChoice)).toEqual([]);
  });

  it("stand in the chosen order, with what is set as colours and numbers of the shader", () => {
    const stages = stagesOf(of({ look: "sepia", values: { amount: 0.4 } }, { look: "duotone", values: { dark: "#ff0000" } }));
    expect(stages).toMatchObject([
      { id: "sepia", order: 0, uniforms: { amount: 0.4 } },
      { id: "duotone", order: 1, uniforms: { dark: [1, 0, 0], amount: 1 } },
    ]);
  });

  it("turn the picture over only after faces and people have been found in it", () => {
    expect(stagesOf(of({ look: "mirror", values: {} }, { look: "warm", values: {} }))).toMatchObject([
      { id: "mirror", band: "annotate" },
      { id: "warm", band: "color" },
    ]);
  });

  it("leave out what lacks its file", () => {
    const choice = { ...of({ look: "table", values: { amount: 2 } }), background: { mode: "picture" } as const };
    expect(stagesOf(choice)).toEqual([]);
    const stages = stagesOf(choice, { picture, table });
    expect(stages).toMatchObject([
      { kind: "background", mode: "image", image: picture },
      { kind: "lut", size: 2, strength: 1 },
    ]);
  });

  it("put the person's picture in the place of a key colour when that is wished", () => {
    const chroma = (behindMe: number) => stagesOf(of({ look: "chroma", values: { behindMe } }), { picture })[0];
    expect(chroma(0)).not.toHaveProperty("images");
    expect(chroma(1)).toMatchObject({ images: { behind: picture } });
  });
});

import { createSimulator, type Simulator } from "@tfx/widget-sdk/simulator";
import { afterAll, describe, expect, it } from "vitest";
import { manifest } from "../manifest.ts";
import { stagesOf } from "../stages.ts";
import { fitValue, initialValues, looks } from "./looks.ts";

const simulator: Simulator = createSimulator({ manifest });
const ana = await simulator.join({ name: "Ana" });
afterAll(() => simulator.close());

describe("looks", () => {
  it("are at least sixteen, each with its own name", () => {
    expect(looks.length).toBeGreaterThanOrEqual(16);
    expect(new Set(looks.map(({ id }) => id)).size).toBe(looks.length);
  });

  it.each(looks.map((look) => [look.id, look] as const))(
    "%s is a shader that the chain takes, with all that it names",
    async (id, look) => {
      await ana.context.media.filter.set(stagesOf({ filters: [{ look: id, values: initialValues(look) }], background: undefined }));
      const [stage] = ana.seen.stages;
      expect(stage?.id).toBe(id);
      const uniforms = stage?.kind === "shader" ? Object.keys(stage.uniforms) : [];
      for (const name of uniforms) expect(look.fragment).toMatch(new RegExp(`\\b${name}\\b`));
      expect(uniforms).toEqual(look.settings.filter(({ kind }) => kind !== "switch").map((setting) => setting.id));
    },
  );

  it("take no value that does not fit", () => {
    const setting = { id: "amount", kind: "amount", least: 0, most: 1, initial: 0.5 } as const;
    expect([2, -1, 0.25, Number.NaN, "1", undefined].map((value) => fitValue(setting, value))).toEqual([1, 0, 0.25, 0.5, 0.5, 0.5]);
    const colour = { id: "key", kind: "colour", initial: "#00b140" } as const;
    expect(["#ABCDEF", "red", 7].map((value) => fitValue(colour, value))).toEqual(["#ABCDEF", "#00b140", "#00b140"]);
  });
});

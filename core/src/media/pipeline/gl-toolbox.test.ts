import { describe, expect, it } from "vitest";
import { GlToolbox } from "./gl-toolbox.ts";
import { createFakeGl } from "./testing/fake-gl.ts";

describe("programs of stages", () => {
  it("are made once for all who use them, and again for nobody who asks soon", () => {
    const { gl, count } = createFakeGl();
    const tools = new GlToolbox(gl);
    expect(tools.borrow("one")).toBe(tools.borrow("one"));
    tools.giveBack("one");
    tools.giveBack("one");
    tools.borrow("one");
    expect([count("createProgram"), count("deleteProgram")]).toEqual([1, 0]);
  });

  it("do not pile up, however many there were", () => {
    const { gl, count } = createFakeGl();
    const tools = new GlToolbox(gl);
    tools.borrow("in use");
    for (let index = 0; index < 500; index += 1) {
      tools.borrow(`shader ${String(index)}`);
      tools.giveBack(`shader ${String(index)}`);
    }
    expect(count("createProgram") - count("deleteProgram")).toBeLessThan(40);
    const made = count("createProgram");
    tools.borrow("in use");
    expect(count("createProgram")).toBe(made);
  });
});

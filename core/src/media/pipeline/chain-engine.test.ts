import { videoStage } from "@tfx/protocol/widgets";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChainEngine } from "./chain-engine.ts";
import type { FromChain, OwnedStage } from "./chain-messages.ts";
import { ChainRenderer } from "./chain-renderer.ts";
import { createFakeGl } from "./testing/fake-gl.ts";

const owned = (stage: unknown): OwnedStage => ({ owner: "one", stage: videoStage.parse(stage), foreign: false });
const colours = owned({ kind: "lut", id: "colours", band: "color", size: 2, table: new Uint8Array(24) });
const hidden = owned({ kind: "faces", id: "hide", band: "privacy", mode: "hide" });
const slow: OwnedStage = {
  ...owned({ kind: "shader", id: "cover", band: "privacy", fragment: "vec4 filterPixel(vec2 uv) { return vec4(0.0); }" }),
  foreign: true,
};
const picture = { picture: {} as ImageBitmap, width: 640, height: 360 };

describe("the chain", () => {
  beforeEach(() => {
    vi.stubGlobal("createImageBitmap", async () => ({ width: 1, height: 1, close: () => undefined }));
    vi.stubGlobal(
      "ImageData",
      class {
        readonly data = new Uint8ClampedArray(4);
      },
    );
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  const setUp = (how: { readonly links?: boolean } = {}) => {
    const { canvas } = createFakeGl(how);
    const told: FromChain[] = [];
    const engine = ChainEngine.open(canvas, (message) => void told.push(message));
    if (engine === undefined) throw new Error("There is a context.");
    const stage = async (turn: number, ...stages: readonly OwnedStage[]): Promise<void> => {
      engine.handle({ type: "stages", turn, stages });
      await vi.waitFor(() => expect(told).toContainEqual({ type: "staged", turn, faults: [] }));
    };
    return { engine, canvas, told, stage };
  };

  it("shows nothing of what is to be hidden while its context is lost, and nothing that was made in it afterwards", async () => {
    const { engine, canvas, told, stage } = setUp();
    await stage(1, colours, hidden);
    expect(engine.draw(picture)).toBe("drawn");
    canvas.dispatchEvent(new Event("webglcontextlost", { cancelable: true }));
    expect(engine.draw(picture)).toBe("leave");
    told.length = 0;
    canvas.dispatchEvent(new Event("webglcontextrestored"));
    expect(engine.draw(picture)).toBe("leave");
    await vi.waitFor(() => expect(told.map(({ type }) => type)).toContain("staged"));
    expect(engine.draw(picture)).toBe("drawn");
  });

  it("takes no stage for ready that was made in a context that is lost", async () => {
    const { engine, canvas, told } = setUp();
    engine.handle({ type: "stages", turn: 1, stages: [colours, hidden] });
    // It has begun.
    await Promise.resolve();
    canvas.dispatchEvent(new Event("webglcontextlost", { cancelable: true }));
    canvas.dispatchEvent(new Event("webglcontextrestored"));
    await vi.waitFor(() => expect(told.filter(({ type }) => type === "staged")).toHaveLength(1));
    expect(engine.draw(picture)).toBe("drawn");
  });

  it("sends nothing between the wish to hide something and its first picture, though other stages are drawn", async () => {
    const { engine, told, stage } = setUp();
    await stage(1, colours);
    expect(engine.draw(picture)).toBe("drawn");
    engine.handle({ type: "stages", turn: 2, stages: [colours, hidden] });
    expect(engine.draw(picture)).toBe("leave");
    await vi.waitFor(() => expect(told).toContainEqual({ type: "staged", turn: 2, faults: [] }));
    expect(engine.draw(picture)).toBe("drawn");
  });

  it("sends nothing in the place of a stage that hides something and is too slow, and says which it is", async () => {
    const { engine, canvas, told, stage } = setUp();
    let nowMs = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 200));
    await stage(1, slow);
    expect(engine.draw(picture)).toBe("leave");
    expect(told.at(-1)).toMatchObject({ type: "figures", figures: { bypassed: ["one/cover"], width: canvas.width } });
    await stage(2, { ...slow, stage: { ...slow.stage, band: "color" } });
    expect(engine.draw(picture)).toBe("pass");
  });

  it("sends nothing in the place of a stage that hides something and does not compile", async () => {
    const { engine, told } = setUp({ links: false });
    engine.handle({ type: "stages", turn: 1, stages: [slow] });
    await vi.waitFor(() => expect(told).toContainEqual(expect.objectContaining({ type: "figures" })));
    expect(engine.draw(picture)).toBe("leave");
    expect(told.at(-1)).toMatchObject({ figures: { bypassed: ["one/cover"] } });
  });

  it("takes no find of another camera's picture, nor of one of another shape, though it was looked for before", async () => {
    const find = vi.spyOn(ChainRenderer.prototype, "find");
    const forget = vi.spyOn(ChainRenderer.prototype, "forget");
    let nowMs = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 100));
    const { engine, told, stage } = setUp();
    engine.handle({ type: "analyser", kind: "faces", width: 480, perSecond: 12 });
    await stage(1, hidden);
    const looked = async (shown = picture): Promise<void> => {
      told.length = 0;
      engine.draw(shown);
      await vi.waitFor(() => expect(told).toContainEqual(expect.objectContaining({ type: "look", kind: "faces" })));
    };
    const answer = () => engine.handle({ type: "analysed", kind: "faces", result: { kind: "faces", faces: [] } });
    await looked();
    engine.handle({ type: "source", readable: undefined });
    answer();
    expect([find.mock.calls.length, forget.mock.calls.length]).toEqual([0, 1]);
    await looked();
    answer();
    expect(find).toHaveBeenCalledTimes(1);
    await looked();
    const turned = { ...picture, width: 360, height: 640 };
    engine.draw(turned);
    answer();
    expect([find.mock.calls.length, forget.mock.calls.length]).toEqual([1, 2]);
    await looked(turned);
    engine.draw({ ...turned, width: 180, height: 320 });
    answer();
    expect([find.mock.calls.length, forget.mock.calls.length]).toEqual([2, 2]);
  });

  it("makes nothing ready that something newer has replaced: a flood of changes must not hold up the pictures", async () => {
    const { engine, told } = setUp();
    for (let turn = 1; turn <= 50; turn += 1) engine.handle({ type: "stages", turn, stages: [colours] });
    await vi.waitFor(() => expect(told).toContainEqual({ type: "staged", turn: 50, faults: [] }));
    expect(told).toHaveLength(1);
  });

  it("keeps few previews waiting while the camera gives no pictures", async () => {
    const { engine, told } = setUp();
    for (let id = 1; id <= 30; id += 1) engine.handle({ type: "preview", id, stages: [colours], width: 160 });
    await vi.waitFor(() => expect(told).toHaveLength(22));
    expect(told[0]).toEqual({ type: "previewed", id: 1, bitmap: undefined, faults: [] });
    engine.look(picture);
    await vi.waitFor(() => expect(told).toHaveLength(30));
  });
});

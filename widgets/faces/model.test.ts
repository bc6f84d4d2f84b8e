import { afterEach, describe, expect, it } from "vitest";
import type { SeenFace, WidgetContext } from "@tfx/widget-sdk";
import { createSimulator, type Simulator } from "@tfx/widget-sdk/simulator";
import { manifest } from "./manifest.ts";
import { createFacesModel, type FacesModel } from "./model.ts";
import { pieces } from "./pieces/pieces.ts";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const png = new Blob(["pixels"], { type: "image/png" });
const point = { x: 0.5, y: 0.5 };
const face: SeenFace = {
  id: 1,
  box: { x: 0.4, y: 0.4, width: 0.2, height: 0.2 },
  leftEye: point,
  rightEye: point,
  nose: point,
  mouth: point,
  points: [point],
  roll: 0,
  scale: 0.2,
};

const join = async (room: Simulator, before: (context: WidgetContext) => Promise<void> = async () => undefined) => {
  const models: FacesModel[] = [];
  const drawn: string[] = [];
  const drawPicture = async (file: Blob) => {
    drawn.push(file.type);
    return file.size > 0 ? png : undefined;
  };
  const mount = async (context: WidgetContext): Promise<void> => {
    await before(context);
    models.push(createFacesModel(context, { drawPicture }));
  };
  const ana = await room.join({ name: "Ana", mount });
  const [model] = models;
  if (model === undefined) throw new Error("not mounted");
  const modes = () => ana.seen.stages.map((stage) => (stage.kind === "faces" ? `${stage.id} ${stage.mode}` : stage.id));
  return { ana, model, drawn, modes };
};

const open = async (before?: (context: WidgetContext) => Promise<void>) => {
  simulator = createSimulator({ manifest });
  return { room: simulator, ...(await join(simulator, before)) };
};

describe("the model of Faces", () => {
  it("does nothing to the picture until it is asked to", async () => {
    const { room, ana, drawn } = await open();
    await room.settle();
    expect(ana.seen.stages).toEqual([]);
    expect(drawn).toEqual([]);
  });

  it("puts a piece on, exchanges it for another of its kind, and takes it off", async () => {
    const { model, ana, modes } = await open();
    model.toggle("hat", "top-hat");
    model.toggle("moustache", "walrus");
    await expect.poll(modes).toEqual(["hat overlay", "moustache overlay"]);
    model.toggle("hat", "crown");
    const crown = pieces.find(({ id }) => id === "crown");
    await expect
      .poll(() => ana.seen.stages.find(({ id }) => id === "hat"))
      .toMatchObject({ ...crown?.place, image: { type: "image/png" } });
    model.toggle("hat", "crown");
    await expect.poll(modes).toEqual(["moustache overlay"]);
    model.clear();
    await expect.poll(modes).toEqual([]);
    expect(ana.seen.refused).toEqual([]);
  });

  it("draws a piece once, however often it is worn", async () => {
    const { model, drawn, modes } = await open();
    for (let times = 0; times < 3; times++) model.toggle("glasses", "sunglasses");
    await expect.poll(modes).toEqual(["glasses overlay"]);
    model.toggle("glasses", "sunglasses");
    await expect.poll(modes).toEqual([]);
    model.toggle("glasses", "sunglasses");
    await expect.poll(modes).toEqual(["glasses overlay"]);
    expect(drawn).toEqual(["image/svg+xml"]);
  });

  it("hides others in the last band, and follows the face before everything else", async () => {
    const { model, ana } = await open();
    model.change({ hidesOthers: true, follows: true, marks: true });
    await expect
      .poll(() => ana.seen.stages.map(({ id, band }) => [id, band]))
      .toEqual([
        ["marks", "annotate"],
        ["hide", "privacy"],
        ["follow", "crop"],
      ]);
    expect(ana.seen.stages.find(({ id }) => id === "hide")).toMatchObject({ mode: "hide", keep: "largest" });
  });

  it("hides others again after a reload, and nothing else", async () => {
    const { model, ana, modes } = await open();
    model.change({ hidesOthers: true, marks: true });
    await expect.poll(modes).toEqual(["marks marks", "hide hide"]);
    const copy = async ({ storage }: WidgetContext): Promise<void> => storage.set("hides", await ana.context.storage.get("hides"));
    const reloaded = await join(createSimulator({ manifest }), copy);
    await expect.poll(reloaded.modes).toEqual(["hide hide"]);
    model.change({ hidesOthers: false });
    await expect.poll(() => ana.context.storage.get("hides")).toBe(false);
  });

  it("says that nobody is seen while what hides does not work", async () => {
    const { room, model, ana } = await open();
    const state = { running: false, width: 640, height: 360, fps: 0, frameMs: 0, bypassed: [], problem: "no-webgl" as const };
    ana.tell("filter.state", { ...state, withheld: true });
    await room.settle();
    expect(model.problem.value).toBe("problem.withheld");
  });

  it("puts a picture of one's own where the person wants it, and drops it", async () => {
    const { model, ana, modes } = await open();
    await model.pickOwn(new Blob(["<svg/>"], { type: "image/svg+xml" }));
    await expect.poll(() => ana.seen.stages).toMatchObject([{ id: "own", anchor: "head" }]);
    model.change({ own: "mouth" });
    await expect.poll(() => ana.seen.stages).toMatchObject([{ id: "own", anchor: "mouth" }]);
    model.dropOwn();
    await expect.poll(modes).toEqual([]);
    expect(model.hasOwn.value).toBe(false);
  });

  it("goes on saying that a file was no picture when an earlier wish is fulfilled after it", async () => {
    const { model, modes } = await open();
    model.toggle("hat", "crown");
    await model.pickOwn(new Blob([]));
    await expect.poll(modes).toEqual(["hat overlay"]);
    expect(model.problem.value).toBe("problem.picture");
    model.toggle("hat", "crown");
    expect(model.problem.value).toBeUndefined();
  });

  it("says that a file was no picture, until something else works", async () => {
    const { model } = await open();
    await model.pickOwn(new Blob([], { type: "image/png" }));
    expect(model.problem.value).toBe("problem.picture");
    model.toggle("hat", "crown");
    await expect.poll(() => model.problem.value).toBeUndefined();
  });

  it("counts faces while something is done at them, and no longer", async () => {
    const { room, model, ana, modes } = await open();
    await room.settle();
    expect(ana.push("media.faces", [face])).toBe(0);
    model.toggle("hat", "crown");
    await expect.poll(() => ana.push("media.faces", [face, face])).toBe(1);
    await expect.poll(() => model.faces.value).toBe(2);
    model.clear();
    await expect.poll(modes).toEqual([]);
    ana.push("media.faces", [face]);
    await expect.poll(() => model.faces.value).toBeUndefined();
  });

  it("says what stands in the way", async () => {
    const { room, model, ana } = await open();
    const state = { running: true, width: 640, height: 360, fps: 30, frameMs: 3, bypassed: [], withheld: false };
    ana.tell("filter.state", { ...state, bypassed: ["hat"] });
    await room.settle();
    expect(model.problem.value).toBe("problem.slow");
    ana.tell("filter.state", { ...state, bypassed: ["hat", "hide"] });
    await room.settle();
    expect(model.problem.value).toBe("problem.hide");
    ana.tell("filter.state", { ...state, running: false, problem: "no-webgl" });
    await room.settle();
    expect(model.problem.value).toBe("problem.no-webgl");
    ana.tell("filter.state", state);
    await room.settle();
    expect(model.problem.value).toBeUndefined();
  });

  it("goes on when the permission is taken back, and says so", async () => {
    const { model, ana } = await open();
    ana.permissions.revoke("media:video-filter");
    model.toggle("hat", "crown");
    await expect.poll(() => model.problem.value).toBe("problem.refused");
  });
});

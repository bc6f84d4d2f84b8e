import { afterEach, describe, expect, it } from "vitest";
import { TfxError, type WidgetContext } from "@tfx/widget-sdk";
import { createSimulator, type Simulator, type SimulatedPeer } from "@tfx/widget-sdk/simulator";
import { manifest } from "./manifest.ts";
import { createFiltersModel, type FiltersModel } from "./model.ts";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const webp = new Blob(["pixels"], { type: "image/webp" });
const state = { running: true, width: 640, height: 360, fps: 30, frameMs: 4, bypassed: [] as string[], withheld: false };
const cube = (size: number) =>
  new File([`LUT_3D_SIZE ${size}\n${"0 0.5 1\n".repeat(size ** 3)}`], "Night.cube", { type: "application/octet-stream" });

const join = async (room: Simulator, before?: (context: WidgetContext) => Promise<void>) => {
  const models: FiltersModel[] = [];
  const mount = async (context: WidgetContext) => {
    await before?.(context);
    models.push(createFiltersModel(context, { drawPicture: async (file) => (file.type === "image/png" ? webp : undefined) }));
  };
  const peer: SimulatedPeer = await room.join({ name: "Ana", mount });
  const [model] = models;
  if (model === undefined) throw new Error("not mounted");
  return { peer, model, ids: () => peer.seen.stages.map(({ id }) => id) };
};

const open = async (before?: (context: WidgetContext) => Promise<void>) => {
  simulator = createSimulator({ manifest });
  return { room: simulator, ...(await join(simulator, before)) };
};

describe("the model of Filters", () => {
  it("does nothing to the picture until it is asked to", async () => {
    const { room, peer } = await open();
    await room.settle();
    expect(peer.seen.stages).toEqual([]);
  });

  it("puts filters on, one after the other, changes their order and takes them off", async () => {
    const { model, ids, peer } = await open();
    model.toggle("sepia");
    model.toggle("blur");
    await expect.poll(ids).toEqual(["sepia", "blur"]);
    model.move("blur", -1);
    expect(model.said.value).toBe("Blur all is now number 1.");
    await expect.poll(ids).toEqual(["blur", "sepia"]);
    model.set("blur", "amount", 0.9);
    await expect.poll(() => peer.seen.stages[0]).toMatchObject({ uniforms: { amount: 0.9 } });
    model.toggle("sepia");
    await expect.poll(ids).toEqual(["blur"]);
    model.clear();
    await expect.poll(ids).toEqual([]);
  });

  it("sends the latest of quick changes, and no more than the chain takes", async () => {
    const { model, peer } = await open();
    model.toggle("warm");
    for (let step = 0; step <= 100; step++) model.set("warm", "amount", step / 100);
    await expect.poll(() => peer.seen.stages[0]).toMatchObject({ uniforms: { amount: 1 } });
    expect(peer.seen.refused).toEqual([]);
  });

  it("says so when no more filters fit beside a background", async () => {
    const { model, ids } = await open();
    for (const id of ["warm", "cool", "sepia", "mono", "noir", "vivid", "fade", "heat"] as const) model.toggle(id);
    model.setBackground({ mode: "blur", strength: 0.5 });
    await expect.poll(ids).toEqual(["background", "warm", "cool", "sepia", "mono", "noir", "vivid", "fade"]);
    model.toggle("heat");
    expect(model.problem.value).toMatch(/^Seven filters/);
    model.toggle("warm");
    expect(model.problem.value).toBeUndefined();
  });

  it("puts a picture behind the person, once it is drawn anew", async () => {
    const { model, peer } = await open();
    await model.pickPicture(new Blob(["x"], { type: "text/html" }));
    expect(model.problem.value).toMatch(/^This file was not taken/);
    await model.pickPicture(new Blob(["x"], { type: "image/png" }));
    expect(model.problem.value).toBeUndefined();
    await expect.poll(() => peer.seen.stages).toMatchObject([{ kind: "background", mode: "image", image: { type: "image/webp" } }]);
  });

  it("reads a table of colours, and says what is wrong with one that it cannot use", async () => {
    const { model, peer } = await open();
    await model.pickTable(new File(["LUT_1D_SIZE 2\n0 0 0"], "x.cube"));
    expect(model.problem.value).toMatch(/1D/);
    await model.pickTable(cube(2));
    expect(model.files.value.table?.name).toBe("Night");
    await expect.poll(() => peer.seen.stages).toMatchObject([{ kind: "lut", size: 2 }]);
  });

  it("says in words why the picture goes out otherwise than chosen", async () => {
    const { room, model, peer } = await open();
    const tell = async (change: Partial<typeof state> & { problem?: "no-webgl" | "failed" }) => {
      peer.tell("filter.state", { ...state, ...change });
      await room.settle();
      return model.problem.value;
    };
    expect(await tell({ bypassed: ["cartoon"] })).toBe("Your computer is busy: Cartoon was switched off for now.");
    expect(await tell({ bypassed: ["background"] })).toMatch(/^You cannot be found in the picture/);
    expect(await tell({ problem: "no-webgl" })).toMatch(/^Your picture goes out as it is/);
    expect(await tell({ problem: "no-webgl", withheld: true })).toMatch(/^Others do not see you/);
    expect(await tell({})).toBeUndefined();
  });

  it("lists filters that the person added, and puts them on and off", async () => {
    const { room, model, peer } = await open();
    const id = "org.example.duotone" as never;
    peer.tell("filter.added", { filters: [{ id, name: "Duotone", stages: [], on: true, leftOut: true }] });
    await room.settle();
    expect(model.problem.value).toBe("Your computer is busy: Duotone was switched off for now.");
    const [duotone] = model.added.value;
    if (duotone !== undefined) model.useAdded(duotone);
    await expect.poll(() => peer.seen.used).toEqual([{ id, on: false }]);
  });

  it("goes on when the permission is taken back, and says so", async () => {
    const { model, peer } = await open();
    peer.permissions.revoke("media:video-filter");
    model.toggle("sepia");
    await expect.poll(() => model.problem.value).toMatch(/^This could not be put on/);
  });
});

describe("what was chosen last", () => {
  /** As an earlier run has left it. */
  const written = {
    instance: "earlier",
    filters: [
      { look: "sepia", values: { amount: 7 } },
      { look: "gone", values: {} },
    ],
    background: null,
  };

  it("is in use again when the person opens the widget", async () => {
    const { ids, peer } = await open((context) => context.storage.set("choice", written));
    await expect.poll(ids).toEqual(["sepia"]);
    expect(peer.seen.stages[0]).toMatchObject({ uniforms: { amount: 1 } });
  });

  it("waits for a press when somebody else opened the widget", async () => {
    const { room } = await open();
    const { model, ids } = await join(room, (context) => context.storage.set("choice", written));
    await expect.poll(() => model.takeUp.value).toBeDefined();
    expect(ids()).toEqual([]);
    model.takeUp.value?.();
    await expect.poll(ids).toEqual(["sepia"]);
    expect(model.takeUp.value).toBeUndefined();
  });

  it("is in use again after a reload of the same call", async () => {
    const { room } = await open();
    const { ids } = await join(room, (context) => context.storage.set("choice", { ...written, instance: context.instance.id }));
    await expect.poll(ids).toEqual(["sepia"]);
  });

  it("comes back with its picture and its table", async () => {
    const { model, peer } = await open();
    await model.pickPicture(new Blob(["x"], { type: "image/png" }));
    await model.pickTable(cube(33));
    await expect
      .poll(() => peer.context.storage.get("choice"), { timeout: 5_000 })
      .toMatchObject({ background: { mode: "picture" }, filters: [{ look: "table" }] });
    expect(await peer.context.storage.get("table")).toMatchObject({ name: "Night", size: 17 });
    const copy = async (to: WidgetContext): Promise<void> => {
      for (const key of ["choice", "table", "picture-0"]) await to.storage.set(key, await peer.context.storage.get(key));
    };
    const again = await join(createSimulator({ manifest }), copy);
    await expect.poll(again.ids).toEqual(["background", "table"]);
    expect(await again.model.files.value.picture?.text()).toBe("pixels");
  });

  it("comes back without a picture and a table that cannot be read", async () => {
    const { ids } = await open(async (context) => {
      await context.storage.set("choice", written);
      await context.storage.set("picture-0", "no picture!");
      await context.storage.set("table", { name: "", size: 1.5, bytes: new Uint8Array(10) });
    });
    await expect.poll(ids).not.toEqual([]);
  });

  it("is passed over when it cannot be read", async () => {
    const { room, ids } = await open((context) => context.storage.set("choice", { filters: "many", background: { mode: "loud" } }));
    await room.settle();
    expect(ids()).toEqual([]);
  });
});

it("is not remembered where nothing may be stored, and the call goes on", async () => {
  const { model, ids, peer } = await open();
  peer.permissions.revoke("storage:own");
  model.toggle("mono");
  await expect.poll(ids).toEqual(["mono"]);
  await expect(peer.context.storage.get("choice")).rejects.toThrow(TfxError);
});

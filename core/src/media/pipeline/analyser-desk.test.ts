import { videoStage } from "@tfx/protocol/widgets";
import { describe, expect, it, vi } from "vitest";
import type { Faces } from "../analyse/faces/face.ts";
import type { Mask } from "../analyse/segment/mask.ts";
import { createAnalyserDesk } from "./analyser-desk.ts";
import type { Analyser } from "./analysis.ts";
import type { ChainOrder } from "./chain-driver.ts";

const behind = videoStage.parse({ kind: "background", id: "b", band: "background", mode: "blur" });
const marks = videoStage.parse({ kind: "faces", id: "f", band: "overlay", mode: "marks" });
const picture = (): ImageBitmap => ({ width: 1, height: 1, close() {} });
const nobody: Faces = { kind: "faces", faces: [] };
const mask: Mask = { kind: "mask", width: 1, height: 1, data: new Uint8Array(1) };

const openDesk = () => {
  const orders: ChainOrder[] = [];
  const onFailed = vi.fn<(error: unknown) => void>();
  const onWatch = vi.fn<() => void>();
  const desk = createAnalyserDesk({ post: (order) => orders.push(order), onFailed, onWatch });
  return { desk, orders, onFailed, onWatch };
};
const source = (analyse: Analyser["analyse"], open = vi.fn<() => Promise<Analyser>>(async () => ({ analyse }))) => ({
  open,
  width: 64,
  perSecond: 10,
});

describe("the desk of the analysers", () => {
  it("opens an analyser when a stage needs it for the first time, and tells the chain", async () => {
    const { desk, orders } = openDesk();
    const segmenter = source(async () => mask);
    desk.add("segmentation", segmenter);
    expect(segmenter.open).not.toHaveBeenCalled();
    desk.need(new Set(["segmentation"]));
    desk.need(new Set(["segmentation"]));
    await vi.waitFor(() => expect(orders).toContainEqual({ type: "analyser", kind: "segmentation", width: 64, perSecond: 10 }));
    expect(segmenter.open).toHaveBeenCalledTimes(1);
    desk.look("segmentation", picture());
    await vi.waitFor(() => expect(orders).toContainEqual({ type: "analysed", kind: "segmentation", result: mask }));
  });

  it("opens the finder of faces for a watcher alone, who gets what it finds until it goes", async () => {
    const { desk, orders, onWatch } = openDesk();
    desk.add(
      "faces",
      source(async () => nobody),
    );
    const listener = vi.fn<(faces: Faces) => void>();
    const undo = desk.watch(listener);
    await vi.waitFor(() => expect(orders.some(({ type }) => type === "analyser")).toBe(true));
    desk.look("faces", picture());
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith(nobody));
    undo();
    undo();
    expect(orders.at(-1)).toEqual({ type: "watch", kinds: [] });
    expect(onWatch).toHaveBeenCalledTimes(2);
    expect(desk.isWatched).toBe(false);
  });

  it("says which stages wait in vain: nobody finds it, or it does not open", async () => {
    const { desk, onFailed } = openDesk();
    expect([behind, marks].map((stage) => desk.isMissingFor(stage))).toEqual([true, true]);
    desk.add(
      "faces",
      source(async () => nobody),
    );
    expect(desk.isMissingFor(marks)).toBe(false);
    desk.add(
      "segmentation",
      source(
        async () => mask,
        vi.fn<() => Promise<Analyser>>(() => Promise.reject(new Error("no model"))),
      ),
    );
    desk.need(new Set(["segmentation"]));
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalled());
    expect(desk.isMissingFor(behind)).toBe(true);
  });

  it("frees an analyser that threw for the next picture", async () => {
    const { desk, orders } = openDesk();
    let calls = 0;
    desk.add(
      "segmentation",
      source(() => ((calls += 1), calls === 1 ? Promise.reject(new Error("once")) : Promise.resolve(mask))),
    );
    desk.need(new Set(["segmentation"]));
    await vi.waitFor(() => expect(orders).toHaveLength(1));
    desk.look("segmentation", picture());
    await vi.waitFor(() => expect(orders).toContainEqual({ type: "analysed", kind: "segmentation", result: undefined }));
    desk.look("segmentation", picture());
    await vi.waitFor(() => expect(orders).toContainEqual({ type: "analysed", kind: "segmentation", result: mask }));
    expect(desk.isMissingFor(behind)).toBe(false);
  });

  it("gives an analyser up once nobody has needed it for a while, and opens it again for who does", async () => {
    vi.useFakeTimers();
    const { desk } = openDesk();
    const close = vi.fn<() => void>();
    const open = vi.fn<() => Promise<Analyser>>(async () => ({ analyse: async () => mask, close }));
    desk.add(
      "segmentation",
      source(async () => mask, open),
    );
    desk.need(new Set(["segmentation"]));
    await vi.advanceTimersByTimeAsync(0);
    desk.need(new Set());
    await vi.advanceTimersByTimeAsync(10_000);
    desk.need(new Set(["segmentation"]));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(close).not.toHaveBeenCalled();
    desk.need(new Set());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(close).toHaveBeenCalledTimes(1);
    desk.need(new Set(["segmentation"]));
    await vi.advanceTimersByTimeAsync(0);
    expect(open).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });

  it("ends an analyser that fails again and again, whose finds hold no longer, and tries once more for who asks anew", async () => {
    const { desk, orders, onFailed } = openDesk();
    const close = vi.fn<() => void>();
    const open = vi.fn<() => Promise<Analyser>>(async () => ({ analyse: () => Promise.reject(new Error("broken")), close }));
    desk.add(
      "segmentation",
      source(async () => mask, open),
    );
    desk.need(new Set(["segmentation"]));
    await vi.waitFor(() => expect(orders).toHaveLength(1));
    for (let count = 0; count < 3; count += 1) desk.look("segmentation", picture());
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledTimes(1));
    expect(orders).toContainEqual({ type: "lost", kind: "segmentation" });
    expect(close).toHaveBeenCalledTimes(1);
    desk.need(new Set(["segmentation"]));
    expect([open.mock.calls.length, desk.isMissingFor(behind)]).toEqual([1, true]);
    desk.need(new Set());
    desk.need(new Set(["segmentation"]));
    expect([open.mock.calls.length, desk.isMissingFor(behind)]).toEqual([2, false]);
  });
});

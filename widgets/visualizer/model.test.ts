import type { SoundAnalyser, TrustedParts } from "@tfx/widget-sdk";
import { createSimulator } from "@tfx/widget-sdk/simulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Draw } from "./draw/loop.ts";
import { manifest } from "./manifest.ts";
import { createVisualizerModel } from "./model.ts";

describe("the visualizer", () => {
  let simulator: ReturnType<typeof createSimulator>;
  beforeEach(() => {
    simulator = createSimulator({ manifest });
  });
  afterEach(() => simulator.close());

  const setUp = async () => {
    const ada = await simulator.join({ name: "Ada" });
    const bo = await simulator.join({ name: "Bo" });
    await simulator.settle();
    const loud = new Set<string>();
    const open = new Map<string, number>();
    const count = (id: string, by: number): void => void open.set(id, (open.get(id) ?? 0) + by);
    const analyser = (id: string): SoundAnalyser => {
      count(id, 1);
      return {
        hertzPerBin: 48_000 / 2_048,
        frequencies: (into) => into.fill(0).fill(loud.has(id) ? 200 : 0, 30, 31),
        wave: (into) => into.forEach((_, at) => (into[at] = loud.has(id) ? 128 + 60 * (at % 2) : 128)),
        close: () => count(id, -1),
      };
    };
    // The simulator has no tracks; the model asks for analysers alone.
    const trusted = { analyser } as Partial<TrustedParts> as TrustedParts;
    let next: Draw | undefined;
    let isPageSeen = true;
    let changed = (): void => undefined;
    const model = createVisualizerModel(
      { ...ada.context, trusted },
      {
        frames: { request: (draw) => ((next = draw), 1), cancel: () => (next = undefined) },
        pageSeen: { now: () => isPageSeen, on: (change) => (changed = change) },
      },
    );
    ada.tell("ui.shown", { surface: "panel" });
    await simulator.settle();
    return {
      ada,
      bo,
      model,
      loud,
      listening: () => [...open.values()].reduce((sum, value) => sum + value, 0),
      draws: () => next !== undefined,
      turn: (nowMs: number) => next?.(nowMs),
      hidePage: () => {
        isPageSeen = false;
        changed();
      },
    };
  };

  it("says who speaks", async () => {
    const { ada, bo, model, loud, turn } = await setUp();
    turn(0);
    expect(model.speaking.value).toBe("Nobody is speaking.");
    loud.add(bo.id);
    turn(100);
    expect(model.speaking.value).toBe("Bo is speaking.");
    loud.add(ada.id);
    turn(200);
    expect(model.speaking.value).toBe("You, Bo are speaking.");
    loud.clear();
    turn(2_000);
    expect(model.speaking.value).toBe("Nobody is speaking.");
  });

  it("draws whoever speaks, or the person who was picked", async () => {
    const { ada, bo, model, loud, turn } = await setUp();
    loud.add(bo.id);
    turn(0);
    expect(model.look().frequencies[30]).toBe(200);
    expect(model.tone.value).toBe(703);
    model.pick(ada.id);
    expect(model.look().frequencies[30]).toBe(0);
  });

  it("listens to nobody and draws nothing while the widget or the page is hidden", async () => {
    const { ada, draws, turn, listening, hidePage } = await setUp();
    turn(0);
    expect([draws(), listening()]).toEqual([true, 2]);
    ada.tell("ui.shown", { surface: null });
    await simulator.settle();
    expect([draws(), listening()]).toEqual([false, 0]);
    ada.tell("ui.shown", { surface: "tile-overlay" });
    await simulator.settle();
    turn(100);
    expect([draws(), listening()]).toEqual([true, 2]);
    hidePage();
    expect([draws(), listening()]).toEqual([false, 0]);
  });

  it("no longer listens to who has left, who spoke last or not", async () => {
    const { bo, model, loud, turn, listening } = await setUp();
    loud.add(bo.id);
    turn(0);
    bo.leave();
    await simulator.settle();
    turn(100);
    model.look();
    expect(listening()).toBe(1);
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { createSimulator, type JoinOptions, type SimulatedPeer, type Simulator } from "@tfx/widget-sdk/simulator";
import { manifest } from "./manifest.ts";
import { createStatsModel, type StatsModel } from "./model.ts";
import { sampleReport, type Changes } from "./testing/sample-report.ts";

const start = 1_760_000_000_000;
let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

interface Scene {
  readonly ana: SimulatedPeer;
  readonly ben: SimulatedPeer;
  readonly model: StatsModel;
  readonly clock: { now: number };
  readonly room: Simulator;
  readonly measure: (second: number, changes?: Changes) => Promise<void>;
}

const scene = async (options: Partial<JoinOptions> = {}): Promise<Scene> => {
  const room = createSimulator({ manifest });
  simulator = room;
  const clock = { now: start };
  const models: StatsModel[] = [];
  const ana = await room.join({
    name: "Ana",
    ...options,
    mount: (context) => void models.push(createStatsModel(context, () => clock.now)),
  });
  const ben = await room.join({ name: "Ben" });
  await room.settle();
  const [model] = models;
  if (model === undefined) throw new Error("not mounted");
  const measure = async (second: number, changes: Changes = {}) => {
    clock.now = start + second * 1000;
    expect(ana.push("media.stats", [{ participant: ben.id, report: [...sampleReport(second, changes)] }])).toBe(1);
    await room.settle();
  };
  return { ana, ben, model, clock, room, measure };
};

describe("the model of Connection", () => {
  it("lists the others, not oneself, and waits for figures", async () => {
    const { model } = await scene();
    expect(model.peers.value).toMatchObject([{ name: "Ben", verdict: { level: "waiting" } }]);
    expect(model.digests.value).toEqual([]);
  });

  it("digests, judges and marks what comes each second", async () => {
    const { model, measure } = await scene();
    await measure(1);
    await measure(2, { C96: { mimeType: "video/AV1" } });
    expect(model.selected.value?.verdict.level).toBe("waiting");
    expect(model.digests.value.at(-1)?.inbound.kbps).toBeCloseTo(1040);
    for (const second of [3, 4, 5]) await measure(second, { C96: { mimeType: "video/AV1" } });
    expect(model.selected.value?.verdict).toEqual({ level: "poor", reason: "loss-out" });
    expect(model.events.value.filter(({ kind }) => kind === "codec")).toHaveLength(2);
  });

  it("shows as many seconds as are asked for and keeps ten minutes", async () => {
    const { model, measure } = await scene();
    for (let second = 1; second <= 62; second += 1) await measure(second);
    expect(model.digests.value).toHaveLength(60);
    model.setRange(600);
    expect(model.digests.value).toHaveLength(62);
  });

  it("marks who comes and goes, and remembers the name", async () => {
    const { model, ben, room } = await scene();
    expect(model.nameOf(ben.id)).toBe("Ben");
    const cy = room.joinWithout({ name: "Cy" });
    await room.settle();
    ben.leave();
    await room.settle();
    const events = model.events.value.map(({ kind, participant }) => [kind, model.nameOf(participant)]);
    expect(events).toEqual([
      ["joined", "Ben"],
      ["joined", "Cy"],
      ["left", "Ben"],
    ]);
    expect(model.selected.value?.id).toBe(cy.id);
  });

  it("gives people numbers who have no names", async () => {
    const { model } = await scene({ granted: ["stats:read", "participants:read"] });
    expect(model.peers.value[0]?.name).toBe("Person 2");
  });

  it("asks before it saves, and saves what was measured", async () => {
    const { model, measure, ana } = await scene();
    await measure(1);
    await measure(2);
    await model.saveCsv();
    await model.saveDump();
    expect(model.saving.value).toBe("saved");
    const [csv, dump] = ana.seen.saved;
    expect(csv).toMatchObject({ name: "call-2025-10-09T08-53-22.csv", type: "text/csv" });
    expect(new TextDecoder().decode(csv?.bytes)).toContain(",Ben,in,video,IV,1000,");
    expect(JSON.parse(new TextDecoder().decode(dump?.bytes)).PeerConnections["0-1"].url).toBe("Ben");
  });

  it("saves nothing without the permission", async () => {
    const { model, ana } = await scene({ answers: { allow: () => [] } });
    await model.saveCsv();
    expect(model.saving.value).toBe("refused");
    expect(ana.seen.saved).toEqual([]);
  });

  it("says that measuring has ended when the permission is taken back", async () => {
    const { model, ana, room } = await scene();
    ana.permissions.revoke("stats:read");
    await room.settle();
    await expect.poll(() => model.state.value).toBe("stopped");
  });

  it("forgets those who have been gone for ten minutes", async () => {
    const { model, measure, clock, ana, ben, room } = await scene();
    await measure(1);
    ben.leave();
    await room.settle();
    clock.now += 601_000;
    ana.push("media.stats", []);
    await room.settle();
    await model.saveCsv();
    expect(new TextDecoder().decode(ana.seen.saved[0]?.bytes).trimEnd().split("\r\n")).toHaveLength(1);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import type { WidgetManifestInput } from "@tfx/protocol/widgets";
import { Doc, applyUpdate, encodeStateAsUpdate } from "yjs";
import { createSimulator, type Simulator, type SimulatorOptions } from "./create-simulator.ts";

const manifest: WidgetManifestInput = {
  id: "org.example.poll",
  name: "Poll",
  description: "Ask, and see what people think.",
  version: "1.0.0",
  sdk: "1",
  kind: "bundle",
  permissions: [
    "room:read",
    "participants:read",
    "participants:identity",
    "room:moderate",
    "state:shared",
    "channel:use",
    "ui:toast",
    "ui:panel",
  ],
  optionalPermissions: ["media:levels"],
  channels: [{ name: "votes", maxBytes: 64 }],
  documents: [{ name: "sheet", maxBytes: 1_024 }],
};

const open: Simulator[] = [];
const simulate = (options: Partial<SimulatorOptions> = {}): Simulator => {
  const simulator = createSimulator({ manifest, ...options });
  open.push(simulator);
  return simulator;
};
afterEach(() => {
  for (const simulator of open.splice(0)) simulator.close();
});

const sheetWith = (key: string): Uint8Array => {
  const doc = new Doc();
  doc.getMap("sheet").set(key, true);
  return encodeStateAsUpdate(doc);
};

describe("a simulated room", () => {
  it("shows everybody the same people, oneself marked, and those without the widget as absent", async () => {
    const simulator = simulate();
    const ada = await simulator.join({ name: "Ada" });
    const bo = await simulator.join({ name: "Bo" });
    simulator.joinWithout({ name: "Cy" });
    await simulator.settle();
    const seen = ada.context.participants.value.map(({ name, role, isSelf, present }) => ({ name, role, isSelf, present }));
    expect(seen).toEqual([
      { name: "Ada", role: "host", isSelf: true, present: true },
      { name: "Bo", role: "guest", isSelf: false, present: true },
      { name: "Cy", role: "guest", isSelf: false, present: false },
    ]);
    expect(bo.context.room.info.value).toMatchObject({ people: 3, locked: false });
  });

  it("hides names from those who may not see them", async () => {
    const simulator = simulate();
    await simulator.join({ name: "Ada" });
    const bo = await simulator.join({ name: "Bo", granted: ["participants:read"] });
    expect(bo.context.participants.value).toHaveLength(2);
    expect(bo.context.participants.value.every((person) => !("name" in person))).toBe(true);
  });

  it("lets the host lock and remove, and nobody else", async () => {
    const simulator = simulate();
    const ada = await simulator.join({ name: "Ada" });
    const bo = await simulator.join({ name: "Bo", granted: ["room:moderate"] });
    await expect(bo.context.room.lock(true)).rejects.toMatchObject({ code: "room/not-host" });
    await ada.context.room.lock(true);
    await expect(simulator.join({ name: "Cy" })).rejects.toMatchObject({ code: "room/locked" });
    await ada.context.room.remove(bo.id);
    await vi.waitFor(() => expect(bo.context.signal.aborted).toBe(true));
    await expect(bo.context.storage.get("x")).rejects.toMatchObject({ code: "widget/stopped" });
  });

  it("carries channel messages to all, or to those who were named", async () => {
    const simulator = simulate();
    const [ada, bo, cy] = [
      await simulator.join({ name: "Ada" }),
      await simulator.join({ name: "Bo" }),
      await simulator.join({ name: "Cy" }),
    ];
    const heard: unknown[] = [];
    for (const peer of [ada, bo, cy]) peer.context.channel("votes").on(({ from, value }) => heard.push([peer.id, from, value]));
    await ada.context.channel("votes").send("yes");
    await bo.context.channel("votes").send("no", { to: [cy.id] });
    await simulator.settle();
    expect(heard).toHaveLength(3);
    expect(heard).toEqual(
      expect.arrayContaining([
        [bo.id, ada.id, "yes"],
        [cy.id, ada.id, "yes"],
        [cy.id, bo.id, "no"],
      ]),
    );
  });

  it("gives a late joiner all shared state before it mounts, from people without the widget too", async () => {
    const simulator = simulate();
    const ada = await simulator.join({ name: "Ada" });
    simulator.joinWithout({ name: "Cy" });
    await ada.context.state.log("votes").append("yes");
    ada.context.state.value<string>("question", "").set("Tea?");
    ada.context.state.presence().set({ x: 1 });
    await (await ada.context.state.doc("sheet")).send(sheetWith("a"));
    await simulator.settle();

    const atMount: unknown[] = [];
    const bo = await simulator.join({
      name: "Bo",
      mount: ({ state }) => {
        atMount.push(
          state.value<string>("question", "").value,
          state.log("votes").entries.value.length,
          state.presence().others.value.get(ada.id),
        );
      },
    });
    expect(atMount).toEqual(["Tea?", 1, { x: 1 }]);

    ada.leave();
    bo.leave();
    const dee = await simulator.join({ name: "Dee" });
    const doc = new Doc();
    applyUpdate(doc, (await dee.context.state.doc("sheet")).update);
    expect(doc.getMap("sheet").toJSON()).toEqual({ a: true });
    expect(dee.context.state.log("votes").entries.value[0]).toMatchObject({ from: ada.id, name: "Ada", value: "yes" });
    expect(dee.context.state.presence().others.value.size).toBe(0);
  });

  it("comes to the same state everywhere when changes cross on a slow way", async () => {
    const simulator = simulate({ latencyMs: 5 });
    const [ada, bo] = [await simulator.join({ name: "Ada" }), await simulator.join({ name: "Bo" })];
    const docs = await Promise.all([ada.context.state.doc("sheet"), bo.context.state.doc("sheet")]);
    const merged = docs.map((shared) => {
      const doc = new Doc();
      shared.on((update) => applyUpdate(doc, update));
      return doc;
    });
    for (const [at, peer] of [ada, bo].entries()) {
      peer.context.state.value<string>("question", "").set(`of ${peer.id}`);
      await peer.context.state.log("votes").append(peer.id);
      await docs[at]?.send(sheetWith(peer.id));
    }
    await simulator.settle();
    const of = ({ context }: typeof ada) => [
      context.state.value<string>("question", "").value,
      ...context.state.log("votes").entries.value.map(({ id }) => id),
    ];
    expect(of(ada)).toHaveLength(3);
    expect(of(ada)).toEqual(of(bo));
    for (const doc of merged) expect(Object.keys(doc.getMap("sheet").toJSON()).toSorted()).toEqual([ada.id, bo.id].toSorted());
  });
});

describe("a slow way", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("takes its time by the clock of the test", async () => {
    vi.useFakeTimers();
    const simulator = simulate({ latencyMs: 200 });
    const [ada, bo] = [await simulator.join({ name: "Ada" }), await simulator.join({ name: "Bo" })];
    const heard: unknown[] = [];
    bo.context.channel("votes").on(({ value }) => heard.push(value));
    await ada.context.channel("votes").send("yes");
    vi.advanceTimersByTime(199);
    await ada.context.ui.close();
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    await simulator.settle();
    expect(heard).toEqual(["yes"]);
  });
});

describe("the simulator", () => {
  it("refuses what the manifest did not say or is too large", async () => {
    const { context } = await simulate().join({ name: "Ada" });
    await expect(context.channel("gossip").send(1)).rejects.toMatchObject({ code: "protocol/invalid", details: { path: "channel" } });
    await expect(context.channel("votes").send("x".repeat(65))).rejects.toMatchObject({
      code: "protocol/too-large",
      details: { limit: 64 },
    });
    await expect(context.state.doc("other")).rejects.toMatchObject({ code: "protocol/invalid" });
    const sheet = await context.state.doc("sheet");
    await expect(sheet.send(new Uint8Array([255, 255, 255]))).rejects.toMatchObject({ code: "state/invalid" });
    await expect(sheet.send(sheetWith("x".repeat(2_000)))).rejects.toMatchObject({ code: "widget/quota" });
  });

  it("grants and takes back, and ends what was under way", async () => {
    const simulator = simulate();
    const { context, permissions, push } = await simulator.join({ name: "Ada" });
    const first = context.media.levels()[Symbol.asyncIterator]();
    await expect(first.next()).rejects.toMatchObject({ code: "widget/denied", details: { permission: "media:levels" } });

    expect(await context.permissions.request(["media:levels"])).toContain("media:levels");
    expect(context.permissions.granted.value).toContain("media:levels");
    const levels = context.media.levels()[Symbol.asyncIterator]();
    const next = levels.next();
    await simulator.settle();
    expect(push("media.levels", [{ participant: context.self, level: 0.5 }])).toBe(1);
    await expect(next).resolves.toMatchObject({ value: [{ level: 0.5 }] });
    const revoked = levels.next();
    permissions.revoke("media:levels");
    await expect(revoked).rejects.toMatchObject({ code: "widget/revoked" });
  });

  it("shows what the widget did, and fails on a signal that fits no schema", async () => {
    const simulator = simulate();
    const { context, seen } = await simulator.join({ name: "Ada", answers: { confirm: () => false } });
    context.ui.badge(3);
    context.ui.toast("Saved");
    await expect(context.ui.confirm({ text: "Sure?", yes: "Yes" })).resolves.toBe(false);
    await simulator.settle();
    expect(seen).toMatchObject({ badge: 3, toasts: ["Saved"], questions: ["Sure?"] });
    context.ui.badge(-1);
    await expect(simulator.settle()).rejects.toMatchObject({ code: "protocol/invalid", details: { call: "ui.badge", path: "count" } });
  });

  it("speaks a language from right to left and runs commands", async () => {
    const simulator = simulate();
    const ran: string[] = [];
    const { context, tell } = await simulator.join({
      name: "Ada",
      locale: { locale: "ar", direction: "rtl" },
      mount: ({ commands }) => void commands.on("ask", () => ran.push("ask")),
    });
    expect(context.locale.value).toEqual({ locale: "ar", direction: "rtl" });
    tell("command.run", { command: "ask" });
    tell("command.run", { command: "other" });
    tell("locale.changed", { locale: "en", direction: "ltr" });
    await simulator.settle();
    expect(ran).toEqual(["ask"]);
    expect(context.locale.value.direction).toBe("ltr");
  });

  it("says what a widget threw that could not be mounted", async () => {
    const simulator = simulate();
    const joining = simulator.join({
      name: "Ada",
      mount: () => {
        throw new RangeError("no root");
      },
    });
    await expect(joining).rejects.toMatchObject({ code: "widget/crashed", details: { text: "RangeError: no root" } });
  });
});

describe("simulated files", () => {
  const sharing: WidgetManifestInput = { ...manifest, permissions: ["files:send", "download"] };
  const all = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
    const items: T[] = [];
    for await (const item of stream) items.push(item);
    return items;
  };

  it("go from whoever shares one to whoever fetches it", async () => {
    const simulator = simulate({ manifest: sharing });
    const ada = await simulator.join({ name: "Ada" });
    const bo = await simulator.join({ name: "Bo" });
    const file = await ada.context.files.share(new Blob(["hello"], { type: "text/plain" }), { name: "a.txt" });
    expect(file).toMatchObject({ name: "a.txt", type: "text/plain", size: 5 });
    const steps = await all(bo.context.files.fetch({ ...file, from: ada.id }));
    expect(steps.map(({ state }) => state)).toEqual(["choosing", "waiting", "running", "running", "saving", "done"]);
    expect(await bo.seen.fetched[0]?.file.text()).toBe("hello");
    await simulator.settle();
    expect(ada.context.files.sending.value).toEqual([{ id: file.id, to: bo.id, bytes: 5, state: "done" }]);
  });

  it("are gone for others than those they are for, and when they are shared no more", async () => {
    const simulator = simulate({ manifest: sharing });
    const ada = await simulator.join({ name: "Ada" });
    const bo = await simulator.join({ name: "Bo" });
    const cy = await simulator.join({ name: "Cy", answers: { pick: () => false } });
    const file = await ada.context.files.share(new Blob(["hello"]), { name: "a.txt", to: [bo.id, cy.id] });
    const other = await ada.context.files.share(new Blob(["hello"]), { name: "b.txt", to: [cy.id] });
    await expect(all(bo.context.files.fetch({ ...other, from: ada.id }))).rejects.toMatchObject({ code: "file/gone" });
    await expect(all(cy.context.files.fetch({ ...file, from: ada.id }))).rejects.toMatchObject({ code: "file/cancelled" });
    ada.context.files.unshare(file.id);
    await expect(all(bo.context.files.fetch({ ...file, from: ada.id }))).rejects.toMatchObject({ code: "file/gone" });
  });
});

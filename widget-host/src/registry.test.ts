import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bridgeTimes, type GuestMessage, type HostMessage, type WidgetManifestInput } from "@tfx/protocol/widgets";
import { connectWidget, defineWidget, type WidgetContext } from "@tfx/widget-sdk";
import { openBundleStore } from "./bundle-store.ts";
import { openGrants } from "./grants.ts";
import type { GuestRequest, KnownWidget } from "./guest-opener.ts";
import { createWidgetRegistry } from "./registry.ts";
import { createFakeServices, createMemoryStorage, manifestOf, person } from "./testing/fake-services.ts";
import { createPortPair } from "./testing/port-pair.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const facts = (id: string) => ({ id, startedBy: person("a"), startedAt: 0, reason: "start" as const, protocol: 1 });
const known = (name: string, change: Partial<WidgetManifestInput> = {}): KnownWidget => ({
  manifest: manifestOf({ id: `org.example.${name}`, ...change }),
});

/** Lets time pass, with all that is said meanwhile. */
const pass = async (ms = 0): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};
/** Longer than bundles stay out that were taken out with one that hung. */
const untilRestarted = (): Promise<void> => pass(5_500);

/** A guest over a bare port that says what a test tells it to, and answers pings while it does not hang. */
const createBareGuest = ({ known, welcome }: GuestRequest) => {
  const { port1, port2 } = createPortPair();
  const guest = {
    id: known.manifest.id,
    port: port1,
    welcome: welcome(),
    isHanging: false,
    isRemoved: false,
    say: (message: GuestMessage) => port2.postMessage(message),
    remove: () => void (guest.isRemoved = true),
  };
  port2.onmessage = ({ data }: MessageEvent<HostMessage>) => {
    if (data.t === "stop") return port2.close();
    if (data.t === "ping" && !guest.isHanging) guest.say({ t: "pong", id: data.id });
  };
  if (known.manifest.name !== "Slow") guest.say({ t: "mounted" });
  return guest;
};

const setUp = async (widgets: readonly KnownWidget[]) => {
  const guests: ReturnType<typeof createBareGuest>[] = [];
  const fake = createFakeServices();
  const clock = { now: 0 };
  const grants = await openGrants(createMemoryStorage());
  const registry = createWidgetRegistry({
    builtins: widgets,
    bundles: await openBundleStore(createMemoryStorage()),
    grants,
    room: "amber",
    services: () => fake.services,
    openGuest: async (request) => {
      const guest = createBareGuest(request);
      guests.push(guest);
      return guest;
    },
    nowMs: () => clock.now,
  });
  const phase = (id: string) => registry.running.value.find((one) => one.id === id)?.phase;
  const guest = (name: string) => guests.findLast(({ id }) => id === `org.example.${name}`);
  const run = async (name: string) => {
    registry.start(manifestOf({ id: `org.example.${name}` }).id, facts(name));
    await pass();
    expect(phase(name)).toBe("running");
  };
  /** Lets pings go out, each with time to be answered. */
  const beat = (times: number) => pass(times * bridgeTimes.pingEvery);
  return { registry, guests, guest, grants, phase, run, beat, clock, ...fake };
};

describe("a registry", () => {
  it("starts widgets, shows how they are, and forgets them", async () => {
    const { registry, run, phase, shown, guest } = await setUp([known("poll")]);
    await run("poll");
    shown.set(null);
    expect(phase("poll")).toBe("hidden");
    shown.set("panel");
    expect(phase("poll")).toBe("running");
    await registry.remove("poll");
    expect(registry.running.value).toEqual([]);
    expect(guest("poll")?.isRemoved).toBe(true);
  });

  it("knows no widget that takes the name of one of ours, and starts none that is unknown", async () => {
    const { registry } = await setUp([known("poll")]);
    const undo = registry.addPage(manifestOf({ id: "org.example.poll", kind: "hosted", entry: "https://evil.example/" }));
    expect(registry.known.value.map(({ manifest }) => manifest.kind)).toEqual(["bundle"]);
    undo();
    expect(() => registry.start(manifestOf({ id: "org.example.none" }).id, facts("x"))).toThrow(/widget\/invalid/);
  });

  it("forgets a companion when it goes", async () => {
    const { registry } = await setUp([]);
    const undo = registry.addPage(manifestOf({ kind: "companion", entry: "chrome-extension://abc/page.html" }));
    expect(registry.known.value).toHaveLength(1);
    undo();
    expect(registry.known.value).toHaveLength(0);
  });

  it("runs a widget of the SDK, and shows what it uses until that is taken back", async () => {
    const widget = known("meter", { permissions: ["media:levels"] });
    const contexts: WidgetContext[] = [];
    const definition = defineWidget({ mount: (context) => void contexts.push(context) });
    const fake = createFakeServices();
    const grants = await openGrants(createMemoryStorage());
    const place = { instance: "one", room: "amber" };
    await grants.allow(widget.manifest, grants.missing(widget.manifest, place), { ...place, lasts: "call" });
    const registry = createWidgetRegistry({
      builtins: [widget],
      bundles: await openBundleStore(createMemoryStorage()),
      grants,
      room: "amber",
      services: () => fake.services,
      async openGuest({ welcome }) {
        const { port1, port2 } = createPortPair();
        connectWidget({ mount: (context) => definition.mount(context, {} as HTMLElement) }, { port: port2, welcome: welcome(), root: {} });
        return { port: port1, remove: () => undefined };
      },
    });
    registry.start(widget.manifest.id, facts("one"));
    await pass();
    expect(registry.running.value[0]?.phase).toBe("running");
    const context = contexts[0];
    expect(context?.participants.value.map(({ name }) => name)).toEqual([undefined, undefined]);
    const take = async (): Promise<number> => {
      let count = 0;
      for await (const _levels of context?.media.levels() ?? []) count += 1;
      return count;
    };
    const taken = take().catch((error: { code: string }) => error.code);
    await pass();
    expect([...(registry.running.value[0]?.uses ?? [])]).toEqual(["levels"]);
    await grants.revokeAll(widget.manifest);
    expect(await taken).toBe("widget/revoked");
    expect(registry.running.value[0]?.uses.size).toBe(0);
    await registry.close();
    expect(context?.signal.aborted).toBe(true);
  });

  it("shows a crash, starts again on request, and switches off after three in five minutes", async () => {
    const { registry, run, phase, guest, clock } = await setUp([known("poll")]);
    await run("poll");
    const crash = async () => {
      guest("poll")?.say({ t: "crashed", text: "broken" });
      await pass();
      expect(phase("poll")).toBe("crashed");
    };
    await crash();
    expect(registry.running.value[0]?.error).toMatchObject({ code: "widget/crashed", details: { text: "broken" } });
    clock.now = 6 * 60_000;
    for (let count = 0; count < 2; count += 1) {
      registry.retry("poll");
      await pass();
      expect(phase("poll")).toBe("running");
      expect(guest("poll")?.welcome.instance.reason).toBe("restore");
      await crash();
    }
    expect(registry.running.value[0]?.isOff).toBe(false);
    registry.retry("poll");
    await pass();
    expect(phase("poll")).toBe("running");
    await crash();
    expect(registry.running.value[0]?.isOff).toBe(true);
    registry.retry("poll");
    expect(phase("poll")).toBe("crashed");
  });

  it("takes out all bundles when they hang, and brings the innocent back", async () => {
    const { run, phase, guest, guests, beat, clock } = await setUp([
      known("one"),
      known("two"),
      known("three", { kind: "hosted", entry: "https://example.org/" }),
    ]);
    for (const name of ["one", "two", "three"]) await run(name);
    clock.now = 1_000;
    guest("two")?.say({ t: "signal", name: "ui.toast", params: { text: "soon" } });
    await beat(1);
    for (const one of guests) one.isHanging = one.id !== "org.example.three";
    await beat(5);
    await untilRestarted();
    expect([phase("one"), phase("two"), phase("three")]).toEqual(["running", "unresponsive", "running"]);
    expect(guests.filter(({ id }) => id === "org.example.one")).toHaveLength(2);
    expect(guests.filter(({ id }) => id === "org.example.three")).toHaveLength(1);
    expect(guest("one")?.welcome.instance.reason).toBe("restore");
  });

  it("brings back who was wrongly suspected once another hangs alone", async () => {
    const { run, phase, guest, guests, beat, clock } = await setUp([known("one"), known("two")]);
    await run("one");
    await run("two");
    clock.now = 1_000;
    guest("one")?.say({ t: "signal", name: "ui.toast", params: { text: "hello" } });
    await beat(1);
    for (const one of guests) one.isHanging = true;
    await beat(5);
    await untilRestarted();
    expect([phase("one"), phase("two")]).toEqual(["unresponsive", "running"]);
    const two = guest("two");
    if (two !== undefined) two.isHanging = true;
    await beat(5);
    await untilRestarted();
    expect([phase("one"), phase("two")]).toEqual(["running", "unresponsive"]);
  });

  it("brings back all who were wrongly suspected, not the last of them alone", async () => {
    const { run, phase, guest, guests, beat, clock } = await setUp([known("one"), known("two"), known("three")]);
    for (const name of ["one", "two", "three"]) await run(name);
    const hang = async (speaker: string) => {
      clock.now += 1_000;
      guest(speaker)?.say({ t: "signal", name: "ui.toast", params: { text: "hello" } });
      await beat(1);
      for (const one of guests) one.isHanging = true;
      await beat(5);
    };
    await hang("one");
    await untilRestarted();
    expect([phase("one"), phase("two"), phase("three")]).toEqual(["unresponsive", "running", "running"]);
    await hang("two");
    await untilRestarted();
    expect([phase("two"), phase("three")]).toEqual(["unresponsive", "running"]);
    await hang("three");
    await untilRestarted();
    expect([phase("one"), phase("two"), phase("three")]).toEqual(["running", "running", "unresponsive"]);
  });

  it("holds a bundle responsible that never got past its start", async () => {
    const { registry, run, phase, guests, beat } = await setUp([known("one"), known("two", { name: "Slow" })]);
    await run("one");
    registry.start(manifestOf({ id: "org.example.two" }).id, facts("two"));
    await pass();
    expect(guests).toHaveLength(2);
    for (const one of guests) one.isHanging = true;
    await beat(5);
    await untilRestarted();
    expect([phase("one"), phase("two")]).toEqual(["running", "unresponsive"]);
  });
});

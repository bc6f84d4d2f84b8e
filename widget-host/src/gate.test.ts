import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TfxError } from "@tfx/protocol";
import { entryNames, findEntry, type Permission, type WidgetManifestInput } from "@tfx/protocol/widgets";
import { createGate } from "./gate.ts";
import { createLive } from "./live.ts";
import { createFakeServices, grantedOf, manifestOf, person } from "./testing/fake-services.ts";

const setUp = (change: Partial<WidgetManifestInput> = {}, allowed: readonly Permission[] = [], origins: readonly string[] = []) => {
  const fake = createFakeServices();
  const grants = createLive(grantedOf(allowed, origins));
  const events: [string, unknown][] = [];
  const end = new AbortController();
  const clock = { now: 0 };
  const gate = createGate({
    manifest: manifestOf(change),
    grants,
    services: fake.services,
    emit: (name, body) => void events.push([name, body]),
    signal: end.signal,
    nowMs: () => clock.now,
  });
  const call = (name: string, params: unknown = {}) => gate.call(name, params, new AbortController().signal);
  return { ...fake, gate, call, grants, events, end, clock };
};

const code = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work;
  } catch (error) {
    return TfxError.from(error).code;
  }
};

const fetching = {
  permissions: ["net:fetch"],
  network: [{ origin: "https://api.example.org", why: "Answers" }],
} as const satisfies Partial<WidgetManifestInput>;
const api = "https://api.example.org/x";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

describe("the gate", () => {
  it.each(["constructor", "__proto__", "toString", "hasOwnProperty", "room.lock.call", "media.levels", "room.changed", "ui.toast", ""])(
    "knows no call %s",
    async (name) => {
      const { call } = setUp();
      expect(await code(call(name))).toBe("protocol/unknown-call");
    },
  );

  it.each(entryNames.filter((name) => findEntry(name)?.kind === "call" && findEntry(name)?.permission !== "none"))(
    "does %s for nobody whose permission is missing",
    async (name) => {
      const { call, done } = setUp({ permissions: ["net:fetch", "download", "clipboard:write"], network: fetching.network });
      const permission = findEntry(name)?.permission;
      const silent = ["room:read", "channel:use", "state:shared", "storage:own", "ui:panel", "ui:toast"].includes(permission ?? "");
      if (!silent) expect(await code(call(name))).toBe("widget/denied");
      expect(done).toEqual([]);
    },
  );

  it("lets nobody share who is a person's own", async () => {
    const { call, done } = setUp({ personal: true });
    expect(await code(call("log.append", { log: "notes", value: 1 }))).toBe("widget/denied");
    expect(await call("storage.set", { key: "k", value: 1 })).toEqual({});
    expect(done.map(([name]) => name)).not.toContain("append");
  });

  it("gives nothing that was granted and is not in the manifest", async () => {
    const { call } = setUp({}, ["clipboard:write"]);
    expect(await code(call("clipboard.write", { text: "x" }))).toBe("widget/denied");
  });

  it("lets a granted call through with checked parameters", async () => {
    const { call, done } = setUp({ permissions: ["clipboard:write"] }, ["clipboard:write"]);
    await call("clipboard.write", { text: "x" });
    expect(done).toEqual([["copy", "x"]]);
    expect(await code(call("clipboard.write", { text: 7 }))).toBe("protocol/invalid");
  });

  it("refuses origins that were not granted, and those not in the manifest", async () => {
    const { call, done } = setUp(fetching, ["net:fetch"], ["https://elsewhere.example"]);
    expect(await code(call("net.fetch", { url: api }))).toBe("widget/denied");
    expect(await code(call("net.fetch", { url: "https://elsewhere.example/x" }))).toBe("widget/denied");
    expect(done).toEqual([]);
  });

  it("aborts a pending call when its permission is taken back", async () => {
    const { call, grants, gate } = setUp(fetching, ["net:fetch"], ["https://api.example.org"]);
    const answer = code(call("net.fetch", { url: api }));
    await Promise.resolve();
    expect([...gate.uses.value]).toEqual(["network"]);
    grants.set(grantedOf([]));
    expect(await answer).toBe("widget/revoked");
    expect([...gate.uses.value]).toEqual([]);
    expect(await code(call("net.fetch", { url: api }))).toBe("widget/denied");
  });

  it("moderates for the host of the room alone, as roles change", async () => {
    const { call, participants, done } = setUp({ permissions: ["room:moderate"] });
    expect(await code(call("room.lock", { locked: true }))).toBe("widget/denied");
    participants.set(participants.value.map((one) => (one.isSelf ? { ...one, role: "host" as const } : one)));
    await call("room.lock", { locked: true });
    expect(done).toEqual([["lock", true]]);
  });

  it("holds channels to name, size and rate of the manifest", async () => {
    const { call, clock, done } = setUp({ channels: [{ name: "moves", maxBytes: 100, perSecond: 1, lane: "live" }] });
    const send = (value: unknown, channel = "moves") => code(call("channel.send", { channel, value }));
    expect(await send("x", "other")).toBe("protocol/invalid");
    expect(await send("x".repeat(200))).toBe("protocol/too-large");
    await send(1);
    await send(2);
    expect(await send(3)).toBe("rate/limited");
    clock.now = 1_000;
    await send(4);
    expect(done.map(([, given]) => given)).toMatchObject([1, 2, 4].map((value) => ({ value, lane: "live" })));
  });

  it("answers rate/limited when an entry's bucket is empty", async () => {
    const { call } = setUp();
    const codes = await Promise.all(Array.from({ length: 70 }, () => code(call("storage.get", { key: "k" }))));
    expect(codes.filter((answer) => answer === "rate/limited")).toHaveLength(10);
  });

  it("answers protocol/too-large for parameters over the entry's limit, however they are built", async () => {
    const { call } = setUp();
    const cyclic: unknown[] = [];
    for (let index = 0; index < 1_000; index += 1) cyclic.push(cyclic);
    const hidden = new Uint8Array(new ArrayBuffer(1_000_000), 0, 1);
    for (const value of ["x".repeat(70_000), cyclic, hidden, Array.from({ length: 1_000_000 })])
      expect(await code(call("storage.set", { key: "k", value }))).toMatch(/too-large|invalid/);
  });

  it("opens only surfaces of the manifest and of the role", async () => {
    const { call } = setUp({ surfaces: ["panel", "stage"] });
    expect(await code(call("ui.open", { surface: "toolbar" }))).toBe("protocol/invalid");
    expect(await code(call("ui.open", { surface: "stage" }))).toBe("widget/denied");
    expect(await code(call("ui.open", { surface: "panel" }))).toEqual({});
  });

  it("takes feeds from those alone who declared them and may write", () => {
    const item = { id: "1", from: "x", text: "hi", at: 1, done: true };
    expect(setUp({ permissions: ["captions:write"] }, ["captions:write"]).gate.tell("feed.publish", { feed: "captions", item })?.code).toBe(
      "protocol/invalid",
    );
    expect(setUp({ provides: ["captions"] }).gate.tell("feed.publish", { feed: "captions", item })?.code).toBe("widget/denied");
    expect(
      setUp({ provides: ["captions"], permissions: ["captions:write"] }, ["captions:write"]).gate.tell("feed.publish", {
        feed: "captions",
        item,
      }),
    ).toBeUndefined();
  });

  it("asks for optional permissions of the manifest alone", async () => {
    const { call, done } = setUp({ optionalPermissions: ["notifications"] });
    expect(await code(call("permissions.request", { permissions: ["media:frames"] }))).toBe("widget/denied");
    await call("permissions.request", { permissions: ["notifications"] });
    expect(done).toEqual([["ask", ["notifications"]]]);
  });
});

describe("events of the gate", () => {
  it("bring what is there at the start, without names", () => {
    const { events } = setUp();
    expect(events.map(([name]) => name)).toEqual(["room.changed", "participants.changed", "ui.shown", "value.changed", "log.entry"]);
    expect(JSON.stringify(events)).not.toMatch(/Ada|Ben/);
  });

  it("bring names while they are allowed, and take them away at once", () => {
    const { events, grants } = setUp({ permissions: ["participants:identity"] }, ["participants:identity"]);
    expect(JSON.stringify(events)).toMatch(/Ada.*Ben/);
    grants.set(grantedOf([]));
    const people = events.findLast(([name]) => name === "participants.changed");
    expect(people?.[1]).toHaveLength(2);
    expect(JSON.stringify(people)).not.toMatch(/Ada|Ben/);
  });

  it("stop at the end", () => {
    const { events, end, message } = setUp({ channels: [{ name: "moves" }] });
    end.abort();
    events.length = 0;
    message.emit({ channel: "moves", from: person("b"), value: 1 as never });
    expect(events).toEqual([]);
  });
});

describe("messages of others", () => {
  it("come through channels of the manifest alone, and as large as it says", () => {
    const { events, message } = setUp({ channels: [{ name: "moves", maxBytes: 100 }] });
    events.length = 0;
    const from = person("b");
    message.emit({ channel: "secrets", from, value: 1 as never });
    message.emit({ channel: "moves", from, value: "x".repeat(200) as never });
    message.emit({ channel: "moves", from, value: "left" as never });
    expect(events).toEqual([["channel.message", { channel: "moves", from, value: "left" }]]);
  });
});

describe("what a widget says in our place", () => {
  it("is one line that reads as it is written", () => {
    const { gate, done } = setUp();
    gate.tell("ui.toast", { text: "pay\n\u202eexe.\u200btxt\u2066" });
    expect(done).toEqual([["toast", "pay exe.txt"]]);
    expect(gate.tell("ui.toast", { text: "\u200b\u2066" })).toMatchObject({ code: "protocol/invalid" });
  });

  it("goes to the clipboard only from what is seen", async () => {
    const { call, done, shown } = setUp({ permissions: ["clipboard:write"] }, ["clipboard:write"]);
    shown.set(null);
    expect(await code(call("clipboard.write", { text: "rm -rf" }))).toBe("widget/denied");
    shown.set("panel");
    expect(await code(call("clipboard.write", { text: "tea" }))).toEqual({});
    expect(done).toEqual([["copy", "tea"]]);
  });

  it("holds no name that no decoder takes, with which all that travels along would be lost", async () => {
    const { gate, done } = setUp();
    const value: unknown = JSON.parse('{"list":[{"__proto__":1}]}');
    expect(gate.tell("value.set", { key: "a", value })).toMatchObject({ code: "protocol/invalid" });
    expect(done).toEqual([]);
  });
});

describe("streams of the gate", () => {
  const open = (name: string, params: unknown, permissions: readonly Permission[]) => {
    const set = setUp({ permissions: [...permissions] }, permissions);
    const items: unknown[] = [];
    const wish = { isWanted: true };
    const close = new AbortController();
    const ended = code(
      set.gate.stream(name, params, { signal: close.signal, wanted: () => wish.isWanted, push: (item) => void items.push(item) }),
    );
    return { ...set, items, wish, close, ended };
  };

  it("run at their pace, while there is room, until the permission goes", async () => {
    const { items, wish, ended, grants, gate } = open("media.levels", { perSecond: 10 }, ["media:levels"]);
    await vi.advanceTimersByTimeAsync(500);
    expect(items).toHaveLength(5);
    expect([...gate.uses.value]).toEqual(["levels"]);
    wish.isWanted = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(items).toHaveLength(5);
    wish.isWanted = true;
    grants.set(grantedOf([]));
    expect(await ended).toBe("widget/revoked");
    await vi.advanceTimersByTimeAsync(500);
    expect(items).toHaveLength(5);
    expect([...gate.uses.value]).toEqual([]);
  });

  it("have no addresses in statistics", async () => {
    const { items, close, ended } = open("media.stats", {}, ["stats:read"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(items).toEqual([[{ participant: person("b"), report: [{ type: "remote-candidate", priority: 1 }] }]]);
    close.abort();
    expect(await ended).toBe("widget/stopped");
  });

  it("are denied without the permission, for feeds too", async () => {
    expect(await open("media.frames", { participant: person("b") }, []).ended).toBe("widget/denied");
    expect(await open("feed.use", { feed: "chat" }, ["captions:read"]).ended).toBe("widget/denied");
  });
});

/** As much of a picture as the gate looks at. */
class FakeBitmap implements ImageBitmap {
  isClosed = false;
  readonly width: number;
  readonly height: number;
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }
  close(): void {
    this.isClosed = true;
  }
}

describe("the own picture", () => {
  const wish: Partial<WidgetManifestInput> = { permissions: ["media:video-filter", "media:frames"] };
  const stage = { id: "warm", kind: "shader", band: "color", fragment: "vec4 filterPixel(vec2 uv) { return texture(picture, uv); }" };
  const both = ["media:video-filter", "media:frames"] as const;

  it("goes through the stages of those who may filter it, and through nothing that is no stage", async () => {
    const { call, done } = setUp(wish, both);
    await call("filter.set", { stages: [stage] });
    expect(done).toEqual([["stages", [expect.objectContaining({ id: "warm", passes: 1 })]]]);
    expect(await code(call("filter.set", { stages: [{ ...stage, fragment: "for (;;) {}" }] }))).toBe("protocol/invalid");
  });

  it("is as the camera gives it again when the permission is taken back, or the widget ends", async () => {
    const { call, done, grants, end } = setUp(wish, both);
    await call("filter.set", { stages: [stage] });
    grants.set(grantedOf([]));
    expect(done.at(-1)).toEqual(["stages", []]);
    grants.set(grantedOf(both));
    await call("filter.set", { stages: [stage] });
    end.abort(new TfxError("widget/stopped"));
    expect(done.at(-1)).toEqual(["stages", []]);
    expect(done).toHaveLength(4);
  });

  it("is given up, not opened, when a widget with stages in it ends by itself", async () => {
    const { call, done, end } = setUp(wish, both);
    await call("filter.set", { stages: [stage] });
    end.abort(new TfxError("widget/crashed", { text: "broken" }));
    expect(done.slice(1).map(([what]) => what)).toEqual(["lose"]);
  });

  it("lights a lamp while stages of the widget are in it", async () => {
    const { call, gate } = setUp(wish, both);
    await call("filter.set", { stages: [stage] });
    expect([...gate.uses.value]).toEqual(["filter"]);
    await call("filter.set", { stages: [] });
    expect([...gate.uses.value]).toEqual([]);
  });

  it("comes in small pictures to code that changes them, as long as they are wanted, and goes back", async () => {
    vi.stubGlobal("ImageBitmap", FakeBitmap);
    const { gate, pictures, done, grants } = setUp(wish, both);
    const seen: unknown[] = [];
    let wanted = true;
    const stream = gate.stream(
      "filter.pictures",
      {},
      { signal: new AbortController().signal, wanted: () => wanted, push: (item) => seen.push(item) },
    );
    const [first, second, third] = [new FakeBitmap(640, 360), new FakeBitmap(640, 360), new FakeBitmap(641, 360)];
    pictures.emit({ id: "blocks", bitmap: first });
    wanted = false;
    pictures.emit({ id: "blocks", bitmap: second });
    expect(seen).toEqual([{ id: "blocks", bitmap: first }]);
    expect([first.isClosed, second.isClosed]).toEqual([false, true]);
    expect(gate.tell("filter.answer", { id: "blocks", bitmap: first })).toBeUndefined();
    expect(done).toEqual([["answer", "blocks", first]]);
    expect(gate.tell("filter.answer", { id: "blocks", bitmap: third })?.code).toBe("protocol/invalid");
    grants.set(grantedOf([]));
    expect(await code(stream)).toBe("widget/revoked");
    expect(gate.tell("filter.answer", { id: "blocks", bitmap: first })?.code).toBe("widget/denied");
    vi.unstubAllGlobals();
  });

  it("knows of the person's own filters in widgets of ours alone", async () => {
    const { call, events } = setUp(wish, both);
    expect(await code(call("filter.use", { id: "org.example.duotone", on: true }))).toBe("widget/denied");
    expect(events.map(([name]) => name)).not.toContain("filter.added");
  });

  it("is told of to those who may filter it, with the faces in it to those who may see it", async () => {
    const { gate, events, filter, faces, grants } = setUp(wish, both);
    const state = { running: true, width: 640, height: 360, fps: 30, frameMs: 4, bypassed: [], withheld: false };
    filter.set(state);
    expect(events.at(-1)).toEqual(["filter.state", state]);
    const seen: unknown[] = [];
    const until = new AbortController();
    const stream = gate.stream("media.faces", {}, { signal: until.signal, wanted: () => true, push: (item) => seen.push(item) });
    faces.emit([]);
    expect(seen).toEqual([[]]);
    expect([...gate.uses.value]).toEqual(["frames"]);
    grants.set(grantedOf([]));
    expect(await code(stream)).toBe("widget/revoked");
    faces.emit([]);
    filter.set({ ...state, fps: 1 });
    expect(seen).toHaveLength(1);
    expect(events.filter(([name]) => name === "filter.state")).toHaveLength(1);
  });
});

describe("files", () => {
  const file = { id: "f".repeat(22), from: person("b"), name: "a.bin", type: "", size: 4 };
  const step = { state: "running", bytes: 2, bytesPerSecond: 1 } as const;

  it("are shared by those who may send them, whatever their size", async () => {
    const { call, gate } = setUp({ permissions: ["files:send"] }, ["files:send"]);
    const large = new Blob([new Uint8Array(1_000_000)], { type: "text/plain" });
    expect(await call("files.share", { file: large, name: "a.txt" })).toMatchObject({ name: "a.txt", size: 1_000_000 });
    expect(await code(call("files.share", { file: "text", name: "a.txt" }))).toBe("protocol/invalid");
    expect(gate.tell("files.unshare", { id: "no id" })?.code).toBe("protocol/invalid");
  });

  it("are fetched to their end, and every step until then is told", async () => {
    const { gate, fetchedFile } = setUp({ permissions: ["download"] }, ["download"]);
    const got: unknown[] = [];
    const until = new AbortController();
    const running = gate.stream("files.fetch", file, { signal: until.signal, wanted: () => true, push: (item) => got.push(item) });
    fetchedFile.tell(step);
    fetchedFile.finish();
    await running;
    fetchedFile.tell(step);
    expect(got).toEqual([step]);
  });

  it("end with the code of what went wrong, and with the permission", async () => {
    const { gate, fetchedFile, grants } = setUp({ permissions: ["download"] }, ["download"]);
    const open = () =>
      gate.stream("files.fetch", file, { signal: new AbortController().signal, wanted: () => true, push: () => undefined });
    const first = code(open());
    fetchedFile.fail(new TfxError("file/no-space"));
    expect(await first).toBe("file/no-space");
    const second = code(open());
    grants.set(grantedOf([]));
    expect(await second).toBe("widget/revoked");
    expect(await code(open())).toBe("widget/denied");
  });

  it("that are under way are told to whoever sends them", () => {
    const { events, sending } = setUp({ permissions: ["files:send"] }, ["files:send"]);
    const step = { id: file.id, to: person("b"), bytes: 1, state: "running" } as const;
    sending.set([step]);
    expect(events).toContainEqual(["files.sending", { sending: [step] }]);
  });
});

describe("an overlay", () => {
  const wants = { surfaces: ["panel", "tile-overlay"], permissions: ["ui:tile-overlay"] } as const;
  const tile = { participant: person("b"), source: "camera", x: 8, y: 8, width: 320, height: 180 } as const;
  const bodies = (events: readonly [string, unknown][]) => events.filter(([name]) => name === "ui.tiles").map(([, body]) => body);

  it("is told where the tiles are, and may ask for what is pressed on it", () => {
    const { gate, events, tiles, done } = setUp({ ...wants, surfaces: [...wants.surfaces], permissions: [...wants.permissions] });
    tiles.set([tile]);
    expect(bodies(events).at(-1)).toEqual({ tiles: [tile] });
    expect(gate.tell("ui.pointer", { catches: true })).toBeUndefined();
    expect(done).toContainEqual(["pointer", true]);
  });

  it("learns nothing, and takes nothing, where its role does not bring it", () => {
    const { gate, events, tiles, done } = setUp();
    tiles.set([tile]);
    expect(bodies(events)).toEqual([]);
    expect(gate.tell("ui.pointer", { catches: true })?.code).toBe("widget/denied");
    expect(done).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TfxError } from "@tfx/protocol";
import type { HostMessage, Permission } from "@tfx/protocol/widgets";
import { createBridgeHost } from "./bridge-host.ts";
import { createGate } from "./gate.ts";
import { createLive } from "./live.ts";
import { createFakeServices, grantedOf, manifestOf } from "./testing/fake-services.ts";

const closing: MessagePort[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  for (const port of closing.splice(0)) port.close();
});

const setUp = (permissions: Permission[] = []) => {
  const fake = createFakeServices();
  const grants = createLive(grantedOf(permissions, ["https://api.example.org"]));
  const network = permissions.includes("net:fetch") ? [{ origin: "https://api.example.org", why: "Answers" }] : [];
  const { port1, port2 } = new MessageChannel();
  closing.push(port1, port2);
  const got: HostMessage[] = [];
  port2.onmessage = ({ data }: MessageEvent<HostMessage>) => void got.push(data);
  const ends: TfxError[] = [];
  const refused: string[] = [];
  const mounted = vi.fn<() => void>();
  const left = vi.fn<() => void>();
  const clock = { now: 0 };
  const bridge = createBridgeHost({
    port: port1,
    createGate: (emit, signal) =>
      createGate({ manifest: manifestOf({ permissions, network }), grants, services: fake.services, emit, signal }),
    onMounted: mounted,
    onLeave: left,
    nowMs: () => clock.now,
    onEnded: (why) => void ends.push(why),
    onRefused: (name, { code }) => void refused.push(`${name} ${code}`),
  });
  const say = (message: unknown): void => port2.postMessage(message);
  const until = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 5_000, interval: 5 });
  const count = (t: HostMessage["t"]): number => got.filter((message) => message.t === t).length;
  return { ...fake, grants, bridge, got, ends, refused, mounted, left, clock, say, until, count, port2 };
};

const call = (id: number, name: string, params: unknown = {}) => ({ t: "call", id, name, params });

describe("the host's end of a port", () => {
  it("answers calls, sends the start and then the first ping", async () => {
    const { say, until, got, mounted } = setUp();
    say(call(1, "storage.get", { key: "k" }));
    say({ t: "mounted" });
    await until(() => expect(got).toContainEqual({ t: "result", id: 1, value: { value: null } }));
    const names = got.map((message) => (message.t === "event" ? message.name : message.t));
    expect(names.indexOf("ping")).toBeGreaterThan(names.indexOf("log.entry"));
    await until(() => expect(mounted).toHaveBeenCalledOnce());
  });

  it("answers prototype names as unknown calls and goes on", async () => {
    const { say, until, got, ends } = setUp();
    for (const [id, name] of ["__proto__", "constructor", "toString"].entries()) say(call(id, name));
    await until(() => expect(got.filter((message) => message.t === "error")).toHaveLength(3));
    expect(got.findLast((message) => message.t === "error")).toMatchObject({ error: { code: "protocol/unknown-call" } });
    expect(ends).toEqual([]);
  });

  it("closes the port on 100,000 calls at once, having answered few", async () => {
    const { say, until, ends, count } = setUp();
    for (let id = 0; id < 100_000; id += 1) say(call(id, "storage.get", { key: "k" }));
    await until(() => expect(ends.map(({ code }) => code)).toEqual(["widget/crashed"]));
    expect(count("result") + count("error")).toBeLessThan(2_000);
  });

  it.each([
    ["a message of 100 MB", () => call(1, "storage.set", { key: "k", value: "x".repeat(100_000_000) })],
    ["a view on a large buffer", () => call(1, "storage.set", { key: "k", value: new Uint8Array(new ArrayBuffer(1_000_000), 0, 1) })],
    ["what is no message", () => ({ t: "result", id: 1, value: 1 })],
    ["a message with a field more", () => ({ ...call(1, "storage.get"), from: "host" })],
    ["nothing", () => null],
  ])("counts %s as a crash", async (_what, message) => {
    const { say, until, ends } = setUp();
    say(message());
    await until(() => expect(ends.map(({ code }) => code)).toEqual(["widget/crashed"]));
  });

  it("answers a message somewhat too large, and goes on", async () => {
    const { say, until, got, ends } = setUp();
    say(call(1, "storage.set", { key: "k", value: "x".repeat(70_000) }));
    await until(() => expect(got).toContainEqual({ t: "error", id: 1, error: { code: "protocol/too-large", details: { limit: 65_536 } } }));
    expect(ends).toEqual([]);
  });

  it.each([["call"], ["open"]])("counts a replayed %s as a crash", async (t) => {
    const { say, until, ends, count } = setUp();
    say({ t, id: 5, name: "storage.get", params: { key: "k" } });
    await until(() => expect(count("result") + count("end")).toBe(1));
    say({ t, id: 5, name: "storage.get", params: { key: "k" } });
    await until(() => expect(ends).toHaveLength(1));
  });

  it("ends a call in the middle when its permission is taken back", async () => {
    const { say, until, got, grants, done, answerFetch } = setUp(["net:fetch"]);
    say(call(1, "net.fetch", { url: "https://api.example.org/x" }));
    await until(() => expect(done).toHaveLength(1));
    grants.set(grantedOf([]));
    await until(() => expect(got).toContainEqual({ t: "error", id: 1, error: { code: "widget/revoked", details: {} } }));
    answerFetch({ status: 200, contentType: "text/plain", text: "late" });
    await Promise.resolve();
    expect(JSON.stringify(got)).not.toContain("late");
  });

  it("holds at most 64 calls open", async () => {
    const { say, until, count } = setUp();
    for (let id = 0; id < 70; id += 1) say(call(id, "ui.confirm", {}));
    await until(() => expect(count("error")).toBe(70));
  });

  it("sends nothing to a stream that never credits, and an item for each credit", async () => {
    const { say, until, feed, count, got } = setUp(["chat:read"]);
    say({ t: "open", id: 1, name: "feed.use", params: { feed: "chat" } });
    say(call(1, "storage.get", { key: "k" }));
    await until(() => expect(count("result")).toBe(1));
    for (let item = 0; item < 1_000; item += 1) feed.emit(item as never);
    say({ t: "credit", id: 1, count: 3 });
    await until(() => expect(count("item")).toBe(3));
    // What was old by then is gone: the last 32 of the thousand were kept.
    expect(got.filter((message) => message.t === "item").map((message) => message.value)).toEqual([968, 969, 970]);
    say({ t: "close", id: 1 });
    say(call(2, "storage.get", { key: "k" }));
    await until(() => expect(count("result")).toBe(2));
    expect(count("end")).toBe(0);
  });

  it("ends a stream in the middle when its permission is taken back", async () => {
    const { say, until, grants, got } = setUp(["media:levels"]);
    say({ t: "open", id: 1, name: "media.levels", params: {} });
    say({ t: "credit", id: 1, count: 64 });
    await until(() => (vi.advanceTimersByTime(100), expect(got.some((message) => message.t === "item")).toBe(true)));
    grants.set(grantedOf([]));
    await until(() => expect(got).toContainEqual({ t: "end", id: 1, error: { code: "widget/revoked", details: {} } }));
  });

  it("tells the author's log of a signal that was refused", async () => {
    const { say, until, refused } = setUp();
    say({ t: "signal", name: "notification.show", params: { text: "x" } });
    await until(() => expect(refused).toEqual(["notification.show widget/denied"]));
  });

  it("lets a guest ask for the way back about once a second, however often it does", async () => {
    const { say, until, left, clock, mounted, ends } = setUp();
    for (let time = 0; time < 20; time += 1) say({ t: "leave" });
    say({ t: "mounted" });
    await until(() => expect(mounted).toHaveBeenCalledOnce());
    expect(left).toHaveBeenCalledTimes(2);
    clock.now = 1_000;
    say({ t: "leave" });
    await until(() => expect(left).toHaveBeenCalledTimes(3));
    expect(ends).toEqual([]);
  });

  it("calls a guest unresponsive that answers no ping, and none that does", async () => {
    const { ends } = setUp();
    vi.advanceTimersByTime(6_000);
    expect(ends.map(({ code }) => code)).toEqual(["widget/unresponsive"]);
    const lively = setUp();
    for (let id = 1; id < 6; id += 1) {
      lively.say({ t: "pong", id });
      lively.say(call(id, "storage.get", { key: "k" }));
      await lively.until(() => expect(lively.count("result")).toBe(id));
      vi.advanceTimersByTime(2_000);
    }
    expect(lively.ends).toEqual([]);
  });

  it("believes no pong for a ping that was never sent", async () => {
    const { say, until, count, ends } = setUp();
    say({ t: "pong", id: 1_000_000 });
    say(call(1, "storage.get", { key: "k" }));
    await until(() => expect(count("result")).toBe(1));
    vi.advanceTimersByTime(6_000);
    expect(ends.map(({ code }) => code)).toEqual(["widget/unresponsive"]);
  });

  it("waits two seconds for a guest that does not clean up", async () => {
    const { bridge, ends } = setUp();
    const stopped = bridge.stop();
    vi.advanceTimersByTime(1_999);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(1);
    await stopped;
    expect(ends.map(({ code }) => code)).toEqual(["widget/stopped"]);
  });

  it("is stopped as soon as the guest has closed its port", async () => {
    const { bridge, ends, port2 } = setUp();
    const stopped = bridge.stop();
    port2.close();
    await stopped;
    expect(ends.map(({ code }) => code)).toEqual(["widget/stopped"]);
  });
});

describe("a stream whose source has ended", () => {
  it("ends after its last item, credit or not", async () => {
    const { say, until, got, fetchedFile, done } = setUp(["download"]);
    const params = { id: "f".repeat(22), from: "b".repeat(22), name: "a.bin", type: "", size: 4 };
    say({ t: "open", id: 1, name: "files.fetch", params });
    await until(() => expect(done).toContainEqual(["fetch file", "a.bin"]));
    const last = { state: "done", bytes: 4, bytesPerSecond: 0 } as const;
    fetchedFile.tell(last);
    fetchedFile.finish();
    await until(() => expect(got.at(-1)).toMatchObject({ t: "end", id: 1 }));
    expect(got.at(-2)).toEqual({ t: "item", id: 1, value: last });
    expect(got.at(-1)).not.toHaveProperty("error");
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TfxError } from "@tfx/protocol";
import type { Welcome, WidgetManifestInput } from "@tfx/protocol/widgets";
import type { FrameAttributes } from "./frame-host.ts";
import { openFrame } from "./frame.ts";
import { relay } from "./sandbox/wrapper.ts";
import { keepClipboard, removeWaysOut } from "./sandbox/remove-ways-out.ts";
import { manifestOf, person } from "./testing/fake-services.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
const ports = new Set<MessagePort>();
afterEach(() => {
  vi.useRealTimers();
  for (const port of ports) port.close();
  ports.clear();
});

const ours = "https://call.example";
const welcome: Welcome = {
  tfx: "welcome",
  version: 1,
  widget: { id: manifestOf().id, version: "1.0.0" },
  instance: { id: "one", startedBy: person("a"), startedAt: 0, reason: "start", protocol: 1 },
  self: person("a"),
  surface: "panel",
  granted: [],
  locale: "en",
  direction: "ltr",
  look: "light",
  tokens: {},
  reducedMotion: false,
};
const greeting = { tfx: "hello", versions: [1] };

const messageOf = (fields: { source: unknown; origin: string; data: unknown; ports?: readonly unknown[] }) =>
  Object.assign(new Event("message"), { ports: [], ...fields });

const setUp = (change: Partial<WidgetManifestInput>, developer = false) => {
  const frame = { name: "the frame" };
  const messages = new EventTarget();
  const placed: FrameAttributes[] = [];
  const posts: { message: unknown; origin: string; transfer: readonly unknown[] }[] = [];
  const removed = vi.fn<() => void>();
  const stop = new AbortController();
  const opened = openFrame({
    manifest: manifestOf(change),
    text: "export const widget = {};",
    welcome: () => welcome,
    wrapper: `${ours}/wrapper.html`,
    developer,
    signal: stop.signal,
    host: {
      origin: ours,
      messages,
      place(attributes) {
        placed.push(attributes);
        return {
          isSource: (source) => source === frame,
          post: (message, { origin, transfer = [] }) => {
            posts.push({ message, origin, transfer });
            for (const port of transfer) if (port instanceof MessagePort) ports.add(port);
          },
          remove: removed,
          onReload: () => undefined,
        };
      },
    },
  });
  const answer = opened.then(
    (guest) => (ports.add(guest.port), "open"),
    (error: unknown) => TfxError.from(error).code,
  );
  const say = (data: unknown, { source = frame, origin = ours }: { source?: unknown; origin?: string } = {}) =>
    void messages.dispatchEvent(messageOf({ source, origin, data }));
  return { say, answer, placed, posts, removed, stop };
};

const hosted = { kind: "hosted", entry: "https://widgets.example/poll" } as const;
const there = { origin: "https://widgets.example" };

describe("a frame", () => {
  it("of a hosted page gets one port for its one hello", async () => {
    const { say, answer, placed, posts } = setUp(hosted);
    expect(placed).toEqual([{ src: hosted.entry, title: "Poll", origin: there.origin, sandbox: "allow-scripts allow-same-origin" }]);
    say(greeting, there);
    say(greeting, there);
    expect(await answer).toBe("open");
    expect(posts).toMatchObject([{ message: { tfx: "welcome" }, origin: there.origin }]);
    expect(posts[0]?.transfer).toHaveLength(1);
  });

  it.each([
    ["another frame", { source: { name: "another" }, origin: there.origin }],
    ["nobody", { source: null, origin: there.origin }],
    ["another origin in the same frame", { origin: "https://evil.example" }],
    ["a sandboxed origin", { origin: "null" }],
  ])("takes no hello of %s", async (_who, from) => {
    const { say, answer, posts, removed } = setUp(hosted);
    say(greeting, from);
    expect(posts).toEqual([]);
    vi.advanceTimersByTime(8_000);
    expect(await answer).toBe("widget/unresponsive");
    expect(removed).toHaveBeenCalledOnce();
  });

  it("takes nothing but a hello, and none of another version", async () => {
    const { say, answer, posts } = setUp(hosted);
    for (const data of [null, "hello", { tfx: "hello" }, { tfx: "hello", versions: [] }, { tfx: "wrapper-ready" }]) say(data, there);
    expect(posts).toEqual([]);
    say({ tfx: "hello", versions: [7] }, there);
    expect(await answer).toBe("widget/incompatible");
  });

  it("of a bundle is our wrapper, which gets the script once", async () => {
    const { say, answer, placed, posts } = setUp({});
    expect(placed).toMatchObject([{ src: `${ours}/wrapper.html` }]);
    say({ tfx: "wrapper-ready" });
    say({ tfx: "wrapper-ready" });
    say(greeting);
    expect(await answer).toBe("open");
    expect(posts.map(({ message }) => (message as { tfx: string }).tfx)).toEqual(["bundle", "welcome"]);
  });

  it.each([
    ["our own origin", { kind: "hosted", entry: `${ours}/x` }, true],
    ["plain http", { kind: "hosted", entry: "http://widgets.example/" }, true],
    ["this machine, for others than developers", { kind: "hosted", entry: "http://localhost:5000/" }, false],
    ["the web, as a companion", { kind: "companion", entry: "https://widgets.example/" }, false],
  ] as const)("is not opened for a page of %s", async (_what, change, developer) => {
    const { answer, placed } = setUp(change, developer);
    expect(await answer).toBe("widget/invalid");
    expect(placed).toEqual([]);
  });

  it("is taken away when the start is called off", async () => {
    const { answer, stop, removed } = setUp(hosted);
    stop.abort();
    expect(await answer).toBe("widget/stopped");
    expect(removed).toHaveBeenCalledOnce();
  });
});

describe("the wrapper", () => {
  const open = () => {
    const page = Object.assign(new EventTarget(), { origin: ours });
    const toHost: unknown[] = [];
    const toSandbox: unknown[] = [];
    const host = { postMessage: (message: unknown, origin: string) => void toHost.push([message, origin]) };
    const sandbox = {
      postMessage: (message: unknown, _origin: string, ports?: Transferable[]) => void toSandbox.push([message, ports?.length ?? 0]),
    };
    relay({ page: page as EventTarget & Window, host, sandbox });
    const say = (source: unknown, data: unknown, sent: readonly unknown[] = []) =>
      void page.dispatchEvent(messageOf({ source, origin: source === host ? ours : "null", data, ports: sent }));
    return { page, host, sandbox, say, toHost, toSandbox };
  };
  const script = { tfx: "bundle", text: "1" };

  it("hands on script, hello and welcome, each once", () => {
    const { host, sandbox, say, toHost, toSandbox } = open();
    for (let twice = 0; twice < 2; twice += 1) {
      say(host, script);
      say(sandbox, { tfx: "sandbox-ready" });
    }
    say(sandbox, greeting);
    say(sandbox, greeting);
    const { port1, port2 } = new MessageChannel();
    ports.add(port1);
    ports.add(port2);
    say(host, welcome, [port2]);
    say(host, welcome, [port2]);
    expect(toHost).toEqual([
      [{ tfx: "wrapper-ready" }, ours],
      [greeting, ours],
    ]);
    expect(toSandbox).toEqual([
      [script, 0],
      [welcome, 1],
    ]);
  });

  it("hands on nothing of strangers, nothing else, and no hello before the script", () => {
    const { host, sandbox, say, toHost, toSandbox } = open();
    say({}, script);
    say({}, greeting);
    say(sandbox, greeting);
    say(sandbox, script);
    say(sandbox, { tfx: "wrapper-ready" });
    say(sandbox, { tfx: "sandbox-ready" });
    say(host, { tfx: "sandbox-ready" });
    say(host, welcome, []);
    expect(toHost).toHaveLength(1);
    expect(toSandbox).toEqual([]);
  });
});

describe("ways out of the sandbox", () => {
  it("are gone from the page and from what it inherits, for good", () => {
    const scope = Object.assign(Object.create({ RTCDataChannel: 1 }) as object, {
      RTCPeerConnection: 1,
      webkitRTCPeerConnection: 1,
      WebTransport: 1,
      open: 1,
      fetch: 1,
      opener: 1,
    });
    Object.defineProperty(scope, "RTCRtpSender", { value: 1, writable: true, configurable: false });
    removeWaysOut(scope);
    for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "RTCRtpSender", "WebTransport", "open"])
      expect(Reflect.get(scope, name)).toBeUndefined();
    expect(scope).toMatchObject({ fetch: 1, opener: 1 });
  });

  it("leave the clipboard as it is, however the command is written", () => {
    const done: unknown[][] = [];
    const commands = { execCommand: (...given: readonly unknown[]) => done.push([...given]) > 0 };
    keepClipboard(commands);
    let reads = 0;
    const turning = { toString: () => (reads++ === 0 ? "bold" : "copy") };
    for (const command of ["copy", "CUT", "Paste", turning]) commands.execCommand(command);
    expect(done).toEqual([["bold"]]);
    expect(Reflect.set(commands, "execCommand", () => true)).toBe(false);
  });
});

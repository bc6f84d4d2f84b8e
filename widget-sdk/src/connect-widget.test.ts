import { afterEach, describe, expect, it, vi } from "vitest";
import { TfxError } from "@tfx/protocol/tfx-error";
import { participantId } from "@tfx/protocol";
import { guestMessage, welcome as welcomeSchema, type GuestMessage, type HostMessage } from "@tfx/protocol/widgets";
import { connectWidget } from "./connect-widget.ts";
import type { WidgetContext } from "./context.ts";

const self = participantId.parse("a".repeat(22));
const welcome = welcomeSchema.parse({
  tfx: "welcome",
  version: 1,
  widget: { id: "org.example.poll", version: "1.0.0" },
  instance: { id: "1", startedBy: self, startedAt: 0, reason: "start", protocol: 1 },
  self,
  surface: "panel",
  granted: ["room:read"],
  locale: "en",
  direction: "ltr",
  look: "dark",
  tokens: {},
  reducedMotion: false,
});

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

type Kind = GuestMessage["t"];
type Of<K extends Kind> = Extract<GuestMessage, { t: K }>;

/** A host that says what a test says, and keeps what the guest says. */
const connect = (mount: (context: WidgetContext) => void | Promise<void> = () => {}) => {
  const { port1: port, port2 } = new MessageChannel();
  open.push(port, port2);
  const said: GuestMessage[] = [];
  port.addEventListener("message", ({ data }) => said.push(guestMessage.parse(data)));
  port.start();
  const contexts: WidgetContext[] = [];
  const signal = connectWidget(
    {
      mount: (context) => {
        contexts.push(context);
        return mount(context);
      },
    },
    { port: port2, welcome, root: undefined },
  );
  const say = (message: HostMessage) => port.postMessage(message);
  /** The guest's message of a kind, the first or a later one. */
  const heard = <K extends Kind>(kind: K, at = 0): Promise<Of<K>> =>
    vi.waitFor(() => {
      const found = said.filter((message): message is Of<K> => message.t === kind)[at];
      if (!found) throw new Error(`No ${kind} yet.`);
      return found;
    });
  const start = async (): Promise<WidgetContext> => {
    say({ t: "ping", id: 1 });
    await heard("mounted");
    const [context] = contexts;
    if (!context) throw new Error("Nothing was mounted.");
    return context;
  };
  return { say, said, heard, start, signal, contexts, port };
};

describe("a connected widget", () => {
  it("mounts once, on the first ping, with all that was sent before", async () => {
    const atMount: unknown[] = [];
    const { say, heard, contexts } = connect(({ room }) => void atMount.push(room.info.value?.name));
    say({ t: "event", name: "room.changed", body: { name: "tea", sealed: false, locked: false, people: 1, now: 0 } });
    say({ t: "ping", id: 7 });
    say({ t: "ping", id: 8 });
    expect(await heard("pong", 1)).toEqual({ t: "pong", id: 8 });
    await heard("mounted");
    expect(atMount).toEqual(["tea"]);
    expect(contexts).toHaveLength(1);
  });

  it("says that it crashed when mount rejects", async () => {
    const { say, heard } = connect(() => Promise.reject(new RangeError("no root")));
    say({ t: "ping", id: 1 });
    expect(await heard("crashed")).toMatchObject({ text: "RangeError: no root" });
  });

  it("takes each answer for its own call, in any order, and errors as TfxError", async () => {
    const { start, heard, say } = connect();
    const { storage } = await start();
    const [first, second, third] = [storage.get("a"), storage.get("b"), storage.get("c")];
    const ids = [await heard("call", 0), await heard("call", 1), await heard("call", 2)].map(({ id }) => id);
    say({ t: "result", id: ids[1] ?? 0, value: { value: "second" } });
    say({ t: "error", id: ids[2] ?? 0, error: new TfxError("widget/quota", { limit: 1 }).toWire() });
    say({ t: "result", id: ids[0] ?? 0, value: { value: "first" } });
    await expect(third).rejects.toBeInstanceOf(TfxError);
    await expect(third).rejects.toMatchObject({ code: "widget/quota", details: { limit: 1 } });
    expect(await Promise.all([first, second])).toEqual(["first", "second"]);
  });

  it("cancels a call whose signal aborts, and asks nothing when it had aborted before", async () => {
    const { start, heard, said } = connect();
    const { net } = await start();
    const controller = new AbortController();
    const asked = net.fetch({ url: "https://example.org/" }, { signal: controller.signal });
    const { id } = await heard("call");
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    expect(await heard("cancel")).toEqual({ t: "cancel", id });
    await expect(net.fetch({ url: "https://example.org/" }, { signal: controller.signal })).rejects.toThrow("enough");
    expect(said.filter(({ t }) => t === "call")).toHaveLength(1);
  });

  it("tells values that cannot be copied from a broken bridge", async () => {
    const { start } = connect();
    const context = await start();
    const strange = new Proxy({ answer: 1 }, {});
    await expect(context.channel("votes").send(strange)).rejects.toMatchObject({
      code: "protocol/invalid",
      details: { call: "channel.send" },
    });
  });

  it("ends when the host says so: signal first, then everything rejects", async () => {
    const { start, say, heard, signal } = connect((context) => {
      context.signal.addEventListener("abort", () => context.ui.badge(0));
    });
    const context = await start();
    const pending = context.storage.get("a");
    const items = context.media.levels()[Symbol.asyncIterator]();
    const next = items.next();
    await heard("open");
    say({ t: "stop" });
    await expect(pending).rejects.toMatchObject({ code: "widget/stopped" });
    await expect(next).rejects.toMatchObject({ code: "widget/stopped" });
    await expect(context.storage.get("b")).rejects.toMatchObject({ code: "widget/stopped" });
    await expect(context.media.stats()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "widget/stopped" });
    expect(signal.aborted).toBe(true);
    expect(await heard("signal")).toMatchObject({ name: "ui.badge" });
  });

  it("ends when the host is gone without a word", async () => {
    const { start, port, signal } = connect();
    await start();
    port.close();
    await vi.waitFor(() => expect(signal.aborted).toBe(true));
  });

  it("goes on hearing when a listener throws, and logs what it threw", async () => {
    const heardBy: boolean[] = [];
    const { start, say, heard } = connect(({ locale }) => {
      locale.on(() => {
        throw new RangeError("mine");
      });
      locale.on(({ direction }) => heardBy.push(direction === "rtl"));
    });
    await start();
    say({ t: "event", name: "locale.changed", body: { locale: "ar", direction: "rtl" } });
    const { name, params } = await heard("signal");
    expect({ name, params }).toMatchObject({ name: "log.write", params: { level: "error" } });
    expect(heardBy).toEqual([true]);
  });
});

describe("a stream", () => {
  const item = (id: number, level: number): HostMessage => ({ t: "item", id, value: [{ participant: self, level }] });

  it("gives two credits ahead and one for each item that was dealt with", async () => {
    const { start, say, heard } = connect();
    const { media } = await start();
    const items = media.levels({ perSecond: 5 })[Symbol.asyncIterator]();
    const first = items.next();
    const { id, params } = await heard("open");
    expect(params).toEqual({ perSecond: 5 });
    expect(await heard("credit")).toEqual({ t: "credit", id, count: 2 });
    say(item(id, 0.1));
    say(item(id, 0.2));
    expect(await first).toMatchObject({ value: [{ level: 0.1 }] });
    expect(await items.next()).toMatchObject({ value: [{ level: 0.2 }] });
    expect(await heard("credit", 1)).toEqual({ t: "credit", id, count: 1 });
  });

  it("closes when its loop is left", async () => {
    const { start, say, heard } = connect();
    const { media } = await start();
    const looped = (async () => {
      for await (const levels of media.levels()) return levels;
      return [];
    })();
    const { id } = await heard("open");
    say(item(id, 0.1));
    expect(await looped).toMatchObject([{ level: 0.1 }]);
    expect(await heard("close")).toEqual({ t: "close", id });
  });

  it("gives what is there before it ends, with the host's reason", async () => {
    const { start, say, heard, said } = connect();
    const { media } = await start();
    const items = media.levels()[Symbol.asyncIterator]();
    const first = items.next();
    const { id } = await heard("open");
    say(item(id, 0.1));
    say({ t: "end", id, error: new TfxError("widget/revoked").toWire() });
    expect(await first).toMatchObject({ value: [{ level: 0.1 }] });
    await expect(items.next()).rejects.toMatchObject({ code: "widget/revoked" });
    expect(said.some(({ t }) => t === "close")).toBe(false);
  });
});

describe("shared state", () => {
  it("keeps a document's updates that came before anybody listened", async () => {
    const { start, say, heard } = connect();
    const { state } = await start();
    const opening = state.doc("sheet");
    const { id } = await heard("call");
    say({ t: "result", id, value: { update: new Uint8Array([0, 0]) } });
    say({ t: "event", name: "doc.updated", body: { doc: "sheet", update: new Uint8Array([1]) } });
    say({ t: "event", name: "doc.updated", body: { doc: "other", update: new Uint8Array([2]) } });
    say({ t: "ping", id: 2 });
    await heard("pong", 1);
    const document = await opening;
    const updates: Uint8Array[] = [];
    document.on((update) => updates.push(update));
    expect(updates).toEqual([new Uint8Array([1])]);
  });

  it("puts log entries in the order of their clocks, each once, whatever order they came in", async () => {
    const { start, say, heard } = connect();
    const { state } = await start();
    const say1 = (id: string, clock: number) =>
      say({ t: "event", name: "log.entry", body: { log: "chat", entry: { id, from: self, at: 0, clock, value: id } } });
    say1("c", 2);
    say1("a", 1);
    say1("b", 2);
    say1("c", 2);
    say({ t: "ping", id: 2 });
    await heard("pong", 1);
    expect(state.log("chat").entries.value.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });
});

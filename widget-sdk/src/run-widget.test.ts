import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { participantId } from "@tfx/protocol";
import { guestMessage, welcome as welcomeSchema, type GuestMessage } from "@tfx/protocol/widgets";
import type { WidgetContext } from "./context.ts";
import { runWidget } from "./run-widget.ts";

const self = participantId.parse("a".repeat(22));
const welcome = welcomeSchema.parse({
  tfx: "welcome",
  version: 1,
  widget: { id: "org.example.poll", version: "1.0.0" },
  instance: { id: "1", startedBy: self, startedAt: 0, reason: "start", protocol: 1 },
  self,
  surface: "panel",
  granted: [],
  locale: "ar",
  direction: "rtl",
  look: "dark",
  tokens: { accent: "#123456" },
  reducedMotion: false,
});

/** As much of a page in a frame as the SDK touches. */
const createPage = () => {
  const hellos: unknown[] = [];
  const styles = new Map<string, string>();
  const style = { colorScheme: "", setProperty: (name: string, value: string) => void styles.set(name, value) };
  const parent = { postMessage: (message: unknown) => void hellos.push(message) };
  const window = Object.assign(new EventTarget(), { parent });
  const document = { body: {}, documentElement: { lang: "", dir: "", style } };
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", document);
  const post = (message: { source: unknown; data: unknown; ports: readonly MessagePort[] }) =>
    window.dispatchEvent(Object.assign(new Event("message"), message));
  return { window, document, parent, hellos, styles, post };
};

describe("a widget that is the page of a frame", () => {
  let page: ReturnType<typeof createPage>;
  let channels: MessageChannel[];
  let mounted: { context: WidgetContext; root: unknown }[];
  beforeEach(() => {
    page = createPage();
    channels = [];
    mounted = [];
    runWidget({ mount: (context, root) => void mounted.push({ context, root }) });
  });
  afterEach(() => {
    for (const { port1, port2 } of channels) for (const port of [port1, port2]) port.close();
    vi.unstubAllGlobals();
  });

  const greet = (change: { source?: unknown; data?: unknown } = {}) => {
    const channel = new MessageChannel();
    channels.push(channel);
    const said: GuestMessage[] = [];
    channel.port1.addEventListener("message", ({ data }) => said.push(guestMessage.parse(data)));
    channel.port1.start();
    page.post({ source: page.parent, data: welcome, ports: [channel.port2], ...change });
    channel.port1.postMessage({ t: "ping", id: 1 });
    return said;
  };

  it("says hello to the page around it and mounts into its body", async () => {
    expect(page.hellos).toEqual([{ tfx: "hello", versions: [1] }]);
    const said = greet();
    await vi.waitFor(() => expect(said).toContainEqual({ t: "mounted" }));
    expect(mounted.map(({ root }) => root)).toEqual([page.document.body]);
    expect(mounted[0]?.context.self).toBe(self);
  });

  it("takes one welcome, from the page around it alone", async () => {
    const forged = [greet({ source: {} }), greet({ data: { ...welcome, version: 2 } }), greet({ data: "welcome" }), greet({ data: null })];
    const true1 = greet();
    const second = greet();
    await vi.waitFor(() => expect(true1).toContainEqual({ t: "mounted" }));
    expect([...forged, second].flat()).toEqual([]);
    expect(mounted).toHaveLength(1);
  });

  it("looks and reads like the page around it, also when that changes", async () => {
    const said = greet();
    await vi.waitFor(() => expect(said).toContainEqual({ t: "mounted" }));
    const { documentElement } = page.document;
    expect(documentElement).toMatchObject({ lang: "ar", dir: "rtl", style: { colorScheme: "dark" } });
    expect(page.styles.get("--accent")).toBe("#123456");
    channels[0]?.port1.postMessage({ t: "event", name: "locale.changed", body: { locale: "en", direction: "ltr" } });
    channels[0]?.port1.postMessage({
      t: "event",
      name: "theme.changed",
      body: { look: "light", tokens: { "--accent": "#654321" }, reducedMotion: false },
    });
    await vi.waitFor(() => expect(page.styles.get("--accent")).toBe("#654321"));
    expect(documentElement).toMatchObject({ lang: "en", dir: "ltr", style: { colorScheme: "light" } });
  });

  it("writes errors that nobody caught to the widget's log", async () => {
    const said = greet();
    await vi.waitFor(() => expect(said).toContainEqual({ t: "mounted" }));
    page.window.dispatchEvent(Object.assign(new Event("error"), { error: new RangeError("late"), message: "late" }));
    const text: unknown = expect.stringContaining("RangeError: late");
    await vi.waitFor(() => expect(said).toContainEqual({ t: "signal", name: "log.write", params: { level: "error", text } }));
  });
});

describe("a page that is in no frame", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("runs no widget", () => {
    const { window } = createPage();
    Object.assign(window, { parent: window });
    expect(() => runWidget({ mount: () => {} })).toThrow(/in none/);
  });
});

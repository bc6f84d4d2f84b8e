import { signal } from "@preact/signals";
import type {
  BroadcastPlace,
  BroadcastState,
  BroadcastText,
  BroadcastTextKind,
  FeedItem,
  Live,
  ParticipantInfo,
  Permission,
} from "@tfx/widget-sdk";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sendTexts } from "./send-texts.ts";

/** A value that a test changes. */
const createLive = <T>(first: T) => {
  const listeners = new Set<(value: T) => void>();
  let value = first;
  const live: Live<T> & { set(next: T): void } = {
    get value() {
      return value;
    },
    on(listen, { signal: until } = {}) {
      listeners.add(listen);
      until?.addEventListener("abort", () => listeners.delete(listen), { once: true });
      return () => void listeners.delete(listen);
    },
    set(next) {
      value = next;
      for (const listen of listeners) listen(next);
    },
  };
  return live;
};

/** Feeds that a test writes into, as many as are read at the moment. */
const createFeeds = () => {
  const readers = new Map<string, Set<(item: FeedItem) => void>>();
  return {
    readers: (kind: string) => readers.get(kind)?.size ?? 0,
    write: (kind: string, item: FeedItem) => readers.get(kind)?.forEach((reader) => reader(item)),
    use: (kind: string): AsyncIterable<FeedItem> => ({
      [Symbol.asyncIterator]() {
        const items: FeedItem[] = [];
        let wake = (): void => undefined;
        const state = { isOver: false };
        const reader = (item: FeedItem): void => {
          items.push(item);
          wake();
        };
        const all = readers.get(kind) ?? new Set();
        readers.set(kind, all.add(reader));
        return {
          async next() {
            while (items.length === 0 && !state.isOver) await new Promise<void>((resolve) => (wake = resolve));
            const value = items.shift();
            return value === undefined ? { done: true, value } : { done: false, value };
          },
          async return() {
            state.isOver = true;
            all.delete(reader);
            wake();
            return { done: true, value: undefined };
          },
        };
      },
    }),
  };
};

let life: AbortController;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

const personOf = (id: string, name: string) => ({ id, name, isSelf: false, role: "guest", joinedAt: 0, present: true }) as ParticipantInfo;

const setUp = () => {
  const sent: BroadcastText[] = [];
  const told: string[] = [];
  const posts: number[] = [];
  const feeds = createFeeds();
  const choices = signal({ chat: true, captions: false });
  const state = signal<BroadcastState>("idle");
  const placeNow = signal<BroadcastPlace | undefined>(undefined);
  const leftOut = createLive<ReadonlySet<string>>(new Set<string>());
  const granted = createLive<ReadonlySet<Permission>>(new Set<Permission>(["chat:read", "captions:read"]));
  const place: Pick<BroadcastPlace, "setTexts" | "sendTexts"> = {
    setTexts: (kinds) => void told.push(kinds.join()),
    sendTexts: async (items) => {
      posts.push(items.length);
      sent.push(...items);
      return { kind: "taken" };
    },
  };
  sendTexts({
    context: {
      feeds: { publish: () => undefined, use: (kind) => feeds.use(kind) },
      participants: createLive<readonly ParticipantInfo[]>([personOf("jonas", "Jonas"), personOf("mei", "Mei")]),
      permissions: { granted, request: async () => granted.value },
      signal: life.signal,
      log: { debug: () => undefined, warn: () => undefined, error: () => undefined },
      trusted: { leftOut },
    },
    choices,
    broadcaster: { place: placeNow, state },
  });
  const pass = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms);
  const goLive = async (): Promise<void> => {
    placeNow.value = place as BroadcastPlace;
    state.value = "connecting";
    state.value = "live";
    await pass();
  };
  const write = async (text: string, more: Partial<FeedItem> & { kind?: BroadcastTextKind } = {}): Promise<void> => {
    const { kind = "chat", ...item } = more;
    feeds.write(kind, { id: text, from: "jonas", text, at: Date.now(), done: true, ...item });
    await pass();
  };
  const words = () => sent.map(({ name, text }) => `${name ?? "nobody"}: ${text}`);
  return { sent, words, told, posts, feeds, choices, state, leftOut, granted, placeNow, goLive, write, pass };
};

it("sends what others write from then on, after everybody was told, and the gateway too", async () => {
  const { words, told, posts, goLive, write } = setUp();
  await write("early");
  await goLive();
  expect([told.at(-1), posts]).toEqual(["chat", [0]]);
  await write("early, edited", { id: "early", at: 999_000 });
  await write("hello");
  await write("hi", { from: "mei" });
  await write("stranger", { from: "gone" });
  expect(words()).toEqual(["Jonas: hello", "Mei: hi"]);
});

it("reads nothing that was not chosen, and stops with the switch, the permission, and the end", async () => {
  const { words, told, feeds, choices, granted, state, placeNow, goLive, write } = setUp();
  choices.value = { chat: false, captions: false };
  await goLive();
  await write("unseen");
  expect([feeds.readers("chat"), words()]).toEqual([0, []]);
  choices.value = { chat: true, captions: true };
  await write("seen");
  await write("said", { kind: "captions" });
  choices.value = { chat: false, captions: true };
  await write("unseen again");
  granted.set(new Set());
  await write("unsaid", { kind: "captions" });
  expect(words()).toEqual(["Jonas: seen", "Jonas: said"]);
  expect(told).toEqual(["", "chat,captions", "captions", ""]);
  granted.set(new Set<Permission>(["captions:read"]));
  expect(feeds.readers("captions")).toBe(1);
  state.value = "idle";
  placeNow.value = undefined;
  expect(feeds.readers("captions")).toBe(0);
});

it("sends nothing of those who are left out, takes back what it had sent of them, and rests in breaks", async () => {
  const { words, leftOut, state, goLive, write, pass } = setUp();
  await goLive();
  await write("hello");
  await write("hi", { from: "mei" });
  leftOut.set(new Set(["jonas"]));
  await pass();
  await write("more");
  state.value = "paused";
  await write("in a break", { from: "mei" });
  await write("", { id: "hi", from: "mei" });
  state.value = "live";
  await write("in a break, edited", { id: "in a break", from: "mei", at: 1_000_500 });
  await write("on again", { from: "mei" });
  expect(words()).toEqual(["Jonas: hello", "Mei: hi", "nobody: ", "nobody: ", "Mei: on again"]);
});

it("tells a gateway that may have forgotten what viewers read last, under the same names", async () => {
  const { sent, state, goLive, write, pass } = setUp();
  await goLive();
  await write("hello");
  state.value = "reconnecting";
  await pass();
  state.value = "live";
  await pass();
  state.value = "failed";
  state.value = "connecting";
  state.value = "live";
  await write("again");
  expect(sent.map(({ id, text }) => `${id} ${text}`)).toEqual(["chat-1 hello", "chat-1 hello", "chat-2 again"]);
});

it("takes back what is deleted, or was by whoever is left out, after the switch is off and while the broadcast has failed", async () => {
  const { sent, leftOut, choices, state, goLive, write, pass } = setUp();
  await goLive();
  await write("hello");
  await write("hi", { from: "mei" });
  await write("bye", { from: "mei" });
  choices.value = { chat: false, captions: false };
  await write("", { id: "hello" });
  state.value = "failed";
  await write("", { id: "hi", from: "mei" });
  leftOut.set(new Set(["mei"]));
  state.value = "connecting";
  state.value = "live";
  await pass();
  const last = new Map(sent.map(({ id, text }) => [id, text]));
  expect([...last]).toEqual([
    ["chat-1", ""],
    ["chat-2", ""],
    ["chat-3", ""],
  ]);
});

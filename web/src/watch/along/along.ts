import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { ReadableText, TextKind } from "@tfx/protocol/broadcasts";
import type { Moment } from "../moment.ts";
import { readTexts } from "./read-texts.ts";
import { createTextShelf, keepSame } from "./text-shelf.ts";
import { textTime, type Screen } from "./text-time.ts";

/** What is read along with a broadcast: the call's chat beside it, captions over it. */
export interface Along {
  /** What there is to read, or was. */
  readonly kinds: ReadonlySignal<ReadonlySet<TextKind>>;
  readonly chat: ReadonlySignal<readonly ReadableText[]>;
  /** Lines over the picture; none while they are switched off. */
  readonly captions: ReadonlySignal<readonly ReadableText[]>;
  /** It is there, and the person did not close it. */
  readonly isChatOpen: ReadonlySignal<boolean>;
  readonly areCaptionsOn: ReadonlySignal<boolean>;
  /** Came while the chat was closed. */
  readonly unread: ReadonlySignal<number>;
  toggleChat(): void;
  toggleCaptions(): void;
}

/** Where it comes from, and what it goes with. */
export interface AlongOptions {
  readonly url: string;
  readonly moment: ReadonlySignal<Moment>;
  /** What the gateway says there is to read. */
  readonly announced: ReadonlySignal<readonly TextKind[]>;
  readonly screen: () => Screen;
  readonly signal: AbortSignal;
}

const tickMs = 250;

/** What the person chose last, on this device. */
const createSwitch = (name: string) => {
  const key = `tfx.watch.${name}`;
  const read = (): boolean => {
    try {
      return localStorage.getItem(key) !== "off";
    } catch {
      // Storage is blocked: it is on, each time.
      return true;
    }
  };
  const isOn = signal(read());
  const toggle = (): void => {
    isOn.value = !isOn.peek();
    try {
      localStorage.setItem(key, isOn.peek() ? "on" : "off");
    } catch {
      // It holds for this page alone.
    }
  };
  return { isOn, toggle };
};

/** Reads while it is on air, or may be again in a moment. */
const followBroadcast = ({ url, moment, signal: until }: AlongOptions, onTexts: (texts: readonly ReadableText[]) => void): (() => void) => {
  const isOn = computed(() => moment.value.is === "on" || moment.value.is === "unreachable");
  return effect(() => {
    if (!isOn.value) return undefined;
    const life = new AbortController();
    void readTexts({ url, onTexts, signal: AbortSignal.any([life.signal, until]) });
    return () => life.abort();
  });
};

/** Counts what comes while nobody looks. */
const createUnread = (chat: ReadonlySignal<readonly ReadableText[]>, isOpen: ReadonlySignal<boolean>) => {
  const seen = signal(0);
  const lastAt = computed(() => chat.value.at(-1)?.at ?? 0);
  const stop = effect(() => {
    if (isOpen.value) seen.value = lastAt.value;
  });
  return { unread: computed(() => (isOpen.value ? 0 : chat.value.filter(({ at }) => at > seen.value).length)), stop };
};

/** Reads along with one broadcast. */
export const createAlong = (options: AlongOptions): Along => {
  const { announced, screen, signal: until } = options;
  const shelf = createTextShelf();
  const chat = signal<readonly ReadableText[]>([]);
  const lines = signal<readonly ReadableText[]>([]);
  const held = signal<ReadonlySet<TextKind>>(new Set());
  const [chatSwitch, captionSwitch] = [createSwitch("chat"), createSwitch("captions")];
  let atMs: number | undefined;
  const tick = (): void => {
    atMs = textTime(screen(), atMs);
    if (atMs === undefined) return;
    chat.value = keepSame(chat.peek(), shelf.chatAt(atMs));
    lines.value = keepSame(lines.peek(), shelf.captionsAt(atMs));
  };
  const stopReading = followBroadcast(options, (texts) => {
    shelf.put(texts);
    held.value = new Set((["chat", "captions"] as const).filter((kind) => shelf.has(kind)));
    tick();
  });
  const timer = setInterval(tick, tickMs);
  const { unread, stop } = createUnread(chat, chatSwitch.isOn);
  until.addEventListener(
    "abort",
    () => {
      clearInterval(timer);
      stopReading();
      stop();
    },
    { once: true },
  );
  const kinds = computed(() => new Set([...announced.value, ...held.value]));
  return {
    kinds,
    chat,
    captions: computed(() => (captionSwitch.isOn.value ? lines.value : [])),
    isChatOpen: computed(() => chatSwitch.isOn.value && kinds.value.has("chat")),
    areCaptionsOn: captionSwitch.isOn,
    unread,
    toggleChat: chatSwitch.toggle,
    toggleCaptions: captionSwitch.toggle,
  };
};

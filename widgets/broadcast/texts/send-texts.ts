import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import type { BroadcastPlace, BroadcastTextKind, TrustedWidgetContext } from "@tfx/widget-sdk";
import type { Choices } from "../choices.ts";
import type { Broadcaster } from "../engine/broadcaster.ts";
import { createTextBook, type TextBook } from "./text-book.ts";
import { createTextOutbox, type TextOutbox } from "./text-outbox.ts";

/** What can go out beside pictures and sound, with the permission to read it. */
export const readPermissions = { chat: "chat:read", captions: "captions:read" } as const satisfies Record<BroadcastTextKind, string>;
/** What can go out beside pictures and sound. */
export const textKinds = ["chat", "captions"] as const satisfies readonly BroadcastTextKind[];

/** What of the context sending uses. */
export interface TextsContext extends Pick<TrustedWidgetContext, "feeds" | "participants" | "permissions" | "signal" | "log"> {
  readonly trusted: Pick<TrustedWidgetContext["trusted"], "leftOut">;
}

/** What texts go out of. */
export interface SendTextsOptions {
  readonly context: TextsContext;
  readonly choices: ReadonlySignal<Pick<Choices, BroadcastTextKind>>;
  readonly broadcaster: Pick<Broadcaster, "place" | "state">;
}

interface Sending {
  readonly book: TextBook;
  readonly outbox: TextOutbox;
}

type Kinds = readonly BroadcastTextKind[];

/** Reads a feed for as long as it may be read. */
const followFeed = async (kind: BroadcastTextKind, context: TextsContext, { book, outbox, until }: Sending & { until: AbortSignal }) => {
  const { participants, trusted, log, feeds } = context;
  const nameOf = (id: string): string | undefined =>
    trusted.leftOut.value.has(id) ? undefined : participants.value.find((person) => person.id === id)?.name;
  const items = feeds.use(kind)[Symbol.asyncIterator]();
  until.addEventListener("abort", () => void items.return?.(), { once: true });
  try {
    for await (const item of { [Symbol.asyncIterator]: () => items }) {
      if (until.aborted) return;
      const text = book.take(kind, item, nameOf(item.from));
      if (text !== undefined) outbox.add([text]);
    }
  } catch (error) {
    // The person took the permission back, or the widget ends.
    log.debug(`reading ${kind}: ${String(error)}`);
  }
};

/** Reads those feeds that are told, until it is called off. */
const createReading = (context: TextsContext, sending: Sending) => {
  const reading = new Map<BroadcastTextKind, AbortController>();
  return (now: Kinds): void => {
    for (const kind of textKinds) {
      if (now.includes(kind) === reading.has(kind)) continue;
      reading.get(kind)?.abort();
      reading.delete(kind);
      if (!now.includes(kind)) continue;
      const life = new AbortController();
      reading.set(kind, life);
      void followFeed(kind, context, { ...sending, until: life.signal });
    }
  };
};

/** Sends to one place until the answer is called. */
const openSending = (
  { context, broadcaster }: SendTextsOptions,
  { place, told, readable }: { readonly place: BroadcastPlace } & Readonly<Record<"told" | "readable", ReadonlySignal<Kinds>>>,
): (() => void) => {
  const book = createTextBook();
  const outbox = createTextOutbox((items) => place.sendTexts(items));
  const read = createReading(context, { book, outbox });
  const life = new AbortController();
  context.trusted.leftOut.on(() => outbox.add(book.takeBack(context.trusted.leftOut.value)), { signal: life.signal });
  let wasTold = false;
  const everTold = new Set<BroadcastTextKind>();
  let before = broadcaster.state.peek();
  const stops = [
    effect(() => {
      place.setTexts(told.value);
      for (const kind of told.value) everTold.add(kind);
      const isAway = broadcaster.state.peek() === "connecting";
      // A gateway that has heard of nothing need not hear that it is nothing.
      if (!isAway && (wasTold || told.value.length > 0)) outbox.tell();
      wasTold ||= told.value.length > 0;
    }),
    effect(() => {
      void told.value;
      // What went out can be taken back after the switch is off: that has to be heard of.
      read(readable.value.filter((kind) => everTold.has(kind)));
    }),
    effect(() => {
      const state = broadcaster.state.value;
      const isOpen = state === "live" || state === "reconnecting";
      for (const kind of textKinds) {
        if (isOpen && told.value.includes(kind)) book.open(kind, Date.now());
        else book.close(kind);
      }
      if (state === "live" && before === "connecting" && wasTold) outbox.tell();
      // The gateway may have been started again.
      if (state === "live" && before === "reconnecting" && wasTold) {
        outbox.add(told.value.includes("chat") ? book.lastOfChat() : []);
        outbox.tell();
      }
      before = state;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    read([]);
    life.abort();
    outbox.close();
  };
};

/**
 * Lets those who watch read what the person chose, of the chat and the captions, while it is on air: what was written from
 * then on, outside of breaks, by those who do not ask to be left out. Ends with the widget.
 */
export const sendTexts = (options: SendTextsOptions): void => {
  const { context, choices, broadcaster } = options;
  const granted = follow(context.permissions.granted, context.signal);
  const readable = computed(() => textKinds.filter((kind) => granted.value.has(readPermissions[kind])));
  const chosen = computed(() => readable.value.filter((kind) => choices.value[kind]).join());
  const told = computed(() => textKinds.filter((kind) => chosen.value.split(",").includes(kind)));
  // One that has failed may be begun again at the same place: what is taken back meanwhile is then to go.
  const place = computed(() => (broadcaster.state.value === "idle" ? undefined : broadcaster.place.value));
  const stop = effect(() => {
    const current = place.value;
    if (current === undefined) return undefined;
    return openSending(options, { place: current, told, readable });
  });
  context.signal.addEventListener("abort", stop, { once: true });
};

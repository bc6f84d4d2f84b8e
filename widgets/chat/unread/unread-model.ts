import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import type { PlainValue, WidgetContext } from "@tfx/widget-sdk";
import type { Item } from "../messages/rows.ts";
import { lastOfHistory } from "./first-news.ts";
import { findUnread } from "./unread.ts";

const storageKey = "seen";

/** What has been seen, and what is new. */
export interface UnreadModel {
  readonly isShown: ReadonlySignal<boolean>;
  /** New since it was last looked at. */
  readonly unread: ReadonlySignal<readonly Item[]>;
  /** Where the line stands that says "new": before this item. */
  readonly firstNew: ReadonlySignal<string | undefined>;
  /** The list is looked at, or not, at its end: only there new messages count as seen. */
  readonly atEnd: { value: boolean };
  /** Takes the line away, as writing does. */
  dismissLine(): void;
}

const readSeen = (value: PlainValue, instance: string): string | undefined =>
  typeof value === "object" && value !== null && "instance" in value && value.instance === instance && typeof value.seen === "string"
    ? value.seen
    : undefined;

type Needed = Pick<WidgetContext, "ui" | "storage" | "self" | "instance" | "participants" | "signal" | "log">;

const arrivalsOf = ({ participants }: Needed) => {
  const joinedAtOf = new Map(participants.value.filter(({ isSelf }) => !isSelf).map(({ id, joinedAt }) => [id, joinedAt]));
  return { joinedAt: participants.value.find(({ isSelf }) => isSelf)?.joinedAt ?? 0, joinedAtOf, now: Date.now() };
};

/** Counts what came while the chat was not looked at, on its button too, and remembers it over a reload. */
export const openUnreadModel = async (context: Needed, items: ReadonlySignal<readonly Item[]>): Promise<UnreadModel> => {
  const instance = context.instance.id;
  const place = readSeen(await context.storage.get(storageKey), instance);
  // Without a place from an earlier visit, what was there before one came counts as seen.
  const seen = signal(place ?? lastOfHistory(items.peek(), arrivalsOf(context)));
  const shown = follow(context.ui.shown, context.signal);
  const isShown = computed(() => shown.value !== null);
  const atEnd = signal(true);
  const unread = computed(() => findUnread(items.value, seen.value, context.self));
  const firstNew = signal<string | undefined>(undefined);
  let wasLookedAt = false;
  const undo = [
    effect(() => {
      const fresh = unread.value[0]?.id;
      if (!isShown.value) firstNew.value = undefined;
      else if (!wasLookedAt) firstNew.value = firstNew.peek() ?? fresh;
      wasLookedAt = isShown.value && atEnd.value;
    }),
    effect(() => {
      if (isShown.value && atEnd.value) seen.value = items.value.at(-1)?.id;
    }),
    effect(() => context.ui.badge(Math.min(unread.value.length, 999))),
    effect(() => remember(context, instance, items.value.findLast(({ id, kind }) => kind === "message" && id === seen.value)?.id)),
  ];
  context.signal.addEventListener("abort", () => undo.forEach((end) => end()), { once: true });
  return {
    isShown,
    unread,
    firstNew,
    atEnd,
    dismissLine: () => {
      firstNew.value = undefined;
    },
  };
};

const remember = (context: Needed, instance: string, seen: string | undefined): void => {
  if (seen === undefined) return;
  // Without its place the chat goes on, and counts anew after a reload.
  context.storage
    .set(storageKey, { instance, seen })
    .catch((reason: unknown) => context.log.warn(`The place was not kept: ${String(reason)}`));
};

import { computed, signal, untracked, type ReadonlySignal } from "@preact/signals";
import { withholdPicture, type LocalMedia, type ResumeStore, type TrackProcessor } from "@tfx/core";
import { z } from "zod";
import type { AppContext } from "../app-context.ts";
import { effectUntil, onceAborted } from "../scope/effect-until.ts";

const key = "tfx.hiding";
const kept = z.object({ room: z.string(), owners: z.array(z.string().max(200)).max(64) });

/** What has not come back by then comes back only when the person does something. */
const longestMs = 15_000;
/** It stays until it is answered. */
const untilAnsweredMs = 3_600_000;

/**
 * The own picture on its way from the camera into the chain. Where something in it was hidden before the page was
 * loaded again, or before a widget crashed, nothing of it is sent before it is hidden again, or the person says otherwise.
 */
export interface HeldPicture {
  /** Whose stages hid something, or are to, and are not here; while there are any nothing is sent. */
  readonly waitsFor: ReadonlySignal<ReadonlySet<string>>;
  /** The chain that the picture goes through. */
  use(chain: TrackProcessor | undefined): void;
  /** The owner's stages are to hide something, and what draws them is not here yet. */
  expect(owner: string): void;
  /** The owner of stages has said what it does to the picture. */
  note(owner: string, hides: boolean): void;
  /** The owner of stages has ended by itself: what they hid is waited for. */
  lose(owner: string): void;
  /** The call is over: nothing of it is waited for. */
  forget(): void;
}

const readOwners = (store: ResumeStore | undefined, room: string): readonly string[] => {
  const text = store?.getItem(key);
  if (text === undefined || text === null || !text.startsWith("{")) return [];
  const parsed = kept.safeParse(JSON.parse(text));
  return parsed.success && parsed.data.room === room ? parsed.data.owners : [];
};

const without = (all: ReadonlySet<string>, one: string): ReadonlySet<string> => new Set([...all].filter((other) => other !== one));

/** Stands between a camera and what is sent of it until the signal aborts. */
export const createHeldPicture = (
  { platform: { tabStore }, toasts, i18n: { t } }: Pick<AppContext, "platform" | "toasts" | "i18n">,
  { media, room, end }: { readonly media: LocalMedia; readonly room: string; readonly end: AbortSignal },
): HeldPicture => {
  const waitsFor = signal<ReadonlySet<string>>(new Set(readOwners(tabStore, room)));
  const hiding = signal<ReadonlySet<string>>(new Set());
  const chain = signal<TrackProcessor | undefined>(undefined);
  const isHeld = computed(() => waitsFor.value.size > 0);
  const processor = computed(() => (isHeld.value ? withholdPicture : chain.value));
  effectUntil(end, () => {
    const { value } = processor;
    untracked(() => media.process("camera", value));
  });
  effectUntil(end, () => {
    // Another reload may come before they are back.
    const owners = [...hiding.value, ...waitsFor.value].slice(0, 64);
    if (owners.length === 0) tabStore?.removeItem(key);
    else tabStore?.setItem(key, JSON.stringify({ room, owners }));
  });
  // Whoever comes back later begins anew, as the widgets do; a reload aborts nothing.
  onceAborted(end, () => tabStore?.removeItem(key));
  effectUntil(end, () => {
    if (!isHeld.value) return undefined;
    let takeAway = (): void => undefined;
    const ask = (): void => {
      const action = { label: t("held.show"), run: () => void (waitsFor.value = new Set()) };
      takeAway = toasts.show({ about: "held picture", text: t("held.text"), tone: "warning", action, forMs: untilAnsweredMs });
    };
    const timer = setTimeout(ask, longestMs);
    return () => {
      clearTimeout(timer);
      takeAway();
    };
  });
  return {
    waitsFor,
    use: (next) => void (chain.value = next),
    expect: (owner) => void (waitsFor.value = new Set([...waitsFor.peek(), owner])),
    note: (owner, hides) => {
      if (hides !== hiding.peek().has(owner)) hiding.value = hides ? new Set([...hiding.peek(), owner]) : without(hiding.peek(), owner);
      if (waitsFor.peek().has(owner)) waitsFor.value = without(waitsFor.peek(), owner);
    },
    lose: (owner) => {
      if (!hiding.peek().has(owner)) return;
      waitsFor.value = new Set([...waitsFor.peek(), owner]);
      hiding.value = without(hiding.peek(), owner);
    },
    forget: () => {
      hiding.value = new Set();
      waitsFor.value = new Set();
    },
  };
};

import { batch, computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { FollowedStream } from "./follow-stream.ts";
import { pause } from "./pause.ts";
import type { Opened, Playback } from "./ways/playback.ts";

/** What the person wants to see. */
export type Target =
  | { readonly at: "live" }
  /** The live broadcast from a moment on. */
  | { readonly at: "past"; readonly fromMs: number }
  | { readonly at: "recording"; readonly id: string };

/** How live is watched: at once where the network allows it, or a little later and calmer. */
export type Way = "live" | "smooth";

/** Why nothing plays. */
export type Problem = "not-allowed" | "cannot-play" | "full";

/** What is wanted, and what plays of it. */
export interface Sources {
  readonly target: ReadonlySignal<Target>;
  readonly way: ReadonlySignal<Way>;
  readonly isSoundOnly: ReadonlySignal<boolean>;
  readonly playback: ReadonlySignal<Playback | undefined>;
  /** This network lets no WebRTC through. */
  readonly hasNoDirectWay: ReadonlySignal<boolean>;
  /** Why nothing plays, where there is more to say than that it is tried. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  go(target: Target): void;
  setWay(way: Way): void;
  setSoundOnly(isSoundOnly: boolean): void;
}

/** What is wanted at the moment of opening. */
export interface Wish {
  readonly target: Target;
  readonly way: Way;
  readonly isSoundOnly: boolean;
  /** WebRTC was not found to be kept out. */
  readonly mayBeDirect: boolean;
  readonly onNoDirectWay: () => void;
}

/** Opens what is wanted in the page's video element. */
export type OpenSource = (wish: Wish, until: AbortSignal) => Promise<Opened>;

/** What sources are made of. */
export interface SourcesOptions {
  readonly followed: Pick<FollowedStream, "moment">;
  readonly open: OpenSource;
  /** Something was put into the element, to be played. */
  readonly begin: () => void;
  readonly signal: AbortSignal;
}

/** Sources that break at once are not tried in a hurry. */
const leastPauseMs = 500;
/** By then the gateway has told that it is over. */
const afterEndMs = 4_000;
/** As good as for ever: a recording that was watched to its end stays there. */
const dayMs = 86_400_000;
/** What cannot be played now cannot be played in a moment. */
const hopelessMs = 5_000;

const createWishes = () => {
  const target = signal<Target>({ at: "live" });
  const way = signal<Way>("live");
  const isSoundOnly = signal(false);
  const hasNoDirectWay = signal(false);
  /** Counts wishes for another place that what plays cannot reach. */
  const turn = signal(0);
  return { target, way, isSoundOnly, hasNoDirectWay, turn };
};
type Wishes = ReturnType<typeof createWishes>;

const problemOf = (kind: Opened["kind"]): Problem | undefined => {
  if (kind === "not-allowed" || kind === "full") return kind;
  return kind === "unsupported" ? "cannot-play" : undefined;
};

const createShown = () => ({
  playback: signal<Playback | undefined>(undefined),
  problem: signal<Problem | undefined>(undefined),
});
type Shown = ReturnType<typeof createShown>;

/** Plays what is wanted until it is over; answers when to try again. */
const createPlayOnce = (options: SourcesOptions, wishes: Wishes, { playback, problem }: Shown) => {
  const { target, way, isSoundOnly, hasNoDirectWay } = wishes;
  const wish = (): Wish => ({
    target: target.peek(),
    way: way.peek(),
    isSoundOnly: isSoundOnly.peek(),
    mayBeDirect: !hasNoDirectWay.peek(),
    onNoDirectWay: () => void (hasNoDirectWay.value = true),
  });
  return async (until: AbortSignal): Promise<number> => {
    const opened = await options.open(wish(), until);
    if (until.aborted && opened.kind === "playing") opened.playback.close();
    until.throwIfAborted();
    problem.value = problemOf(opened.kind);
    if (opened.kind === "later" || opened.kind === "full") return opened.retryMs;
    if (opened.kind !== "playing") return hopelessMs;
    playback.value = opened.playback;
    const stop = (): void => {
      opened.playback.close();
      if (playback.peek() === opened.playback) playback.value = undefined;
    };
    until.addEventListener("abort", stop, { once: true });
    options.begin();
    const how = await opened.playback.over;
    const { at } = target.peek();
    // The last picture of a recording stays.
    if (how === "ended" && at === "recording") return dayMs;
    until.removeEventListener("abort", stop);
    stop();
    if (how === "lost") return leastPauseMs;
    if (at === "past") target.value = { at: "live" };
    return afterEndMs;
  };
};

/** What plays changes with this; other changes are of no concern to it. */
const wantedOf = (
  { target, way, isSoundOnly, turn }: Wishes,
  { moment }: Pick<FollowedStream, "moment">,
  playing: Playback | undefined,
): string | undefined => {
  const { at } = target.value;
  if (at !== "live") return `${at} ${turn.value}`;
  const { is } = moment.value;
  // What plays while the gateway does not answer goes on as long as it can.
  const isOn = is === "on" || (is === "unreachable" && playing !== undefined);
  // Viewers over HLS see the end a little later than it happened.
  const isEnding = is === "over" && playing?.kind === "hls";
  return isOn || isEnding ? ["live", way.value, isSoundOnly.value && way.value === "live"].join() : undefined;
};

/** Keeps in the element what is wanted: opens it, opens it again when it was lost, and anew when something else is wanted. */
export const createSources = (options: SourcesOptions): Sources => {
  const { followed, signal: end } = options;
  const wishes = createWishes();
  const { target, way, isSoundOnly, hasNoDirectWay, turn } = wishes;
  const shown = createShown();
  const { playback, problem } = shown;
  const playOnce = createPlayOnce(options, wishes, shown);
  const run = async (until: AbortSignal): Promise<void> => {
    while (!until.aborted) {
      // Another wish ends this one in the middle.
      const retryMs = await playOnce(until).catch(() => leastPauseMs);
      await pause(retryMs, until);
    }
  };
  const wanted = computed(() => wantedOf(wishes, followed, playback.value));
  let running: AbortController | undefined;
  const undo = effect(() => {
    const next = wanted.value;
    running?.abort();
    problem.value = undefined;
    running = next === undefined ? undefined : new AbortController();
    if (running !== undefined) void run(running.signal);
  });
  end.addEventListener("abort", () => (undo(), running?.abort()), { once: true });
  return {
    target,
    way,
    isSoundOnly,
    hasNoDirectWay,
    ...shown,
    go(next) {
      const isSameSource = next.at === "past" && target.peek().at === "past" && playback.peek()?.kind === "past";
      const isThere = isSameSource && playback.peek()?.seekTo(next.fromMs) === true;
      batch(() => {
        if (!isThere) turn.value += 1;
        target.value = next;
      });
    },
    setWay(next) {
      if (next === "live") hasNoDirectWay.value = false;
      way.value = next;
    },
    setSoundOnly: (next) => void (isSoundOnly.value = next),
  };
};

import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { PublicStream, RecordingFacts } from "@tfx/protocol/broadcasts";
import { everyUntil } from "@tfx/app/page";
import { createGatewayClient } from "../broadcasts/gateway-client.ts";
import { followStream } from "./follow-stream.ts";
import { createOpenSource } from "./open-source.ts";
import { followReading, type Reading } from "./along/follow-reading.ts";
import type { Screen } from "./along/text-time.ts";
import type { Moment } from "./moment.ts";
import { createPlayer, type Player } from "./player.ts";
import { createSources, type Sources } from "./sources.ts";
import { earliestMs, growingOf, liveTimeline, type Timeline } from "./timeline.ts";
import type { WatchAddress } from "./watch-address.ts";

/** What lies over the picture, if anything. */
export type Slate =
  | "loading"
  | "starting"
  | "unreachable"
  | "unknown"
  | "before"
  | "break"
  | "over"
  | "full"
  | "not-allowed"
  | "cannot-play";

/** Everything that the page of one broadcast shows and does. */
export interface WatchModel {
  readonly stream: string;
  readonly moment: ReadonlySignal<Moment>;
  readonly facts: ReadonlySignal<PublicStream | undefined>;
  readonly player: Player;
  readonly sources: Sources;
  readonly slate: ReadonlySignal<Slate | undefined>;
  /** Pictures and sound should come and do not, and nothing else explains it. */
  readonly isStalled: ReadonlySignal<boolean>;
  readonly timeline: ReadonlySignal<Timeline | undefined>;
  /** What is shown is as new as this way of watching allows. */
  readonly isAtLive: ReadonlySignal<boolean>;
  /** Milliseconds behind the broadcast; undefined where that cannot be known. */
  readonly behindMs: ReadonlySignal<number | undefined>;
  /** The gateway's clock, twice a second. */
  readonly nowMs: ReadonlySignal<number>;
  /** What can be read along; undefined as long as there is nothing. */
  readonly reading: ReadonlySignal<Reading | undefined>;
  /** For players outside of the browser. */
  readonly playerLink: string;
  /** Plays, or pauses; what was missed meanwhile can be caught up on where it is kept. */
  toggle(): void;
  /** Goes so many seconds forward, or back. */
  skip(seconds: number): void;
  /** Goes to a place of the timeline. */
  goTo(placeS: number): void;
  goLive(): void;
  watchRecording(recording: RecordingFacts): void;
}

/** Where a broadcast is found. */
export interface WatchOptions {
  readonly gateway: string;
  readonly address: WatchAddress;
  readonly video: HTMLVideoElement;
  readonly signal: AbortSignal;
}

const tickMs = 500;
/** Closer than this to what is new is live. */
const liveMs = 2_500;
/** Less behind than this is as near as each way of watching comes. */
const nearMs = { live: 4_000, smooth: 9_000 } as const;
/** Who pauses for a moment wants to go on with what is new. */
const shortMs = 2_000;

const slateOf = (moment: Moment, { target, playback, problem }: Sources): Slate | undefined => {
  if (problem.value !== undefined) return problem.value;
  const playing = playback.value;
  if (target.value.at === "recording") return playing === undefined ? "starting" : undefined;
  if (playing !== undefined && (target.value.at === "past" || (moment.is !== "on" && !playing.isSilent.value))) return undefined;
  if (moment.is !== "on") return moment.is;
  if (playing === undefined) return moment.isBreak ? "break" : "starting";
  return moment.isBreak && playing.isSilent.value ? "break" : undefined;
};

type Ports = Pick<WatchModel, "player" | "sources" | "nowMs" | "timeline"> & {
  /** What the screen shows, in milliseconds since 1970. */
  readonly shownMs: () => number;
  readonly earliest: () => number | undefined;
};

/** What people do. */
const createActions = ({ player, sources, nowMs, timeline, shownMs, earliest }: Ports) => {
  let pausedAtMs: number | undefined;
  const goLive = (): void => {
    pausedAtMs = undefined;
    if (sources.target.peek().at === "live") sources.playback.peek()?.seekToLive();
    else sources.go({ at: "live" });
    void player.play();
  };
  const goToMoment = (wallMs: number): void => {
    const fromMs = earliest();
    if (fromMs === undefined) return;
    if (wallMs > nowMs.peek() - liveMs) return goLive();
    pausedAtMs = undefined;
    const wanted = Math.max(wallMs, fromMs);
    const playing = sources.playback.peek();
    // Low-latency HLS holds the last minute by itself.
    const isHeld =
      sources.target.peek().at === "live" && playing?.kind === "hls" && wanted >= (playing.heldFromMs() ?? Number.POSITIVE_INFINITY);
    if (!isHeld || !playing.seekTo(wanted)) sources.go({ at: "past", fromMs: wanted });
    void player.play();
  };
  const seekRecording = (placeS: number): void => {
    const { video } = player;
    video.currentTime = Math.min(Math.max(placeS, 0), player.duration.peek());
  };
  const isRecording = (): boolean => sources.target.peek().at === "recording";
  return {
    toggle(): void {
      if (player.needs.peek() !== undefined && !player.isPaused.peek()) return void player.play();
      if (!player.isPaused.peek()) {
        pausedAtMs = shownMs();
        return player.pause();
      }
      const since = pausedAtMs;
      pausedAtMs = undefined;
      const isDirect = sources.target.peek().at === "live" && sources.playback.peek()?.kind !== "hls";
      const isWorthIt = since !== undefined && nowMs.peek() - since > shortMs && since >= (earliest() ?? Number.POSITIVE_INFINITY);
      if (isDirect && isWorthIt) goToMoment(since);
      else void player.play();
    },
    skip(seconds: number): void {
      if (isRecording()) seekRecording(player.video.currentTime + seconds);
      else if (seconds < 0 || timeline.peek() !== undefined) goToMoment(shownMs() + seconds * 1_000);
    },
    goTo(placeS: number): void {
      if (isRecording()) seekRecording(placeS);
      else goToMoment(nowMs.peek() + placeS * 1_000);
    },
    goLive,
    watchRecording({ id }: RecordingFacts): void {
      sources.go({ at: "recording", id });
      void player.play();
    },
  };
};

const createClock = (clockAheadMs: () => number, until: AbortSignal): ReadonlySignal<number> => {
  const read = (): number => Date.now() + clockAheadMs();
  const nowMs = signal(read());
  everyUntil(until, tickMs, () => (nowMs.value = read()));
  return nowMs;
};

/** What texts are shown with. */
const screenOf = ({ sources, player, nowMs }: Pick<WatchModel, "sources" | "player"> & { readonly nowMs: number }): Screen => {
  const playing = sources.playback.peek();
  return {
    kind: playing?.kind,
    shownMs: playing?.shownMs(nowMs),
    behindMs: playing?.behindMs.peek(),
    isPaused: player.isPaused.peek(),
    nowMs,
  };
};

/** Makes the model of one broadcast. */
export const createWatchModel = ({ gateway, address, video, signal: until }: WatchOptions): WatchModel => {
  const { stream, token } = address;
  const client = createGatewayClient({ origin: gateway, token });
  const player = createPlayer(video, until);
  const isMoving = (): boolean => {
    const playing = sources.playback.peek();
    return playing !== undefined && !playing.isSilent.peek();
  };
  const followed = followStream(client, { stream, isMoving, signal: until });
  const open = createOpenSource({ client, stream, token, followed, video });
  const sources: Sources = createSources({ followed, open, begin: () => void player.begin(), signal: until });
  const nowMs = createClock(() => client.clockAheadMs, until);
  const held = () => ({
    heldFromMs: sources.playback.peek()?.heldFromMs(),
    recording: growingOf(followed.recordings.peek(), followed.facts.peek()?.since),
  });
  const shownMs = (): number => {
    const target = sources.target.peek();
    return sources.playback.peek()?.shownMs(nowMs.peek()) ?? (target.at === "past" ? target.fromMs : nowMs.peek());
  };
  const behindMs = computed(() => {
    const playing = sources.playback.value;
    const isPast = playing?.kind === "past";
    return isPast ? Math.max(nowMs.value - shownMs(), 0) : playing?.behindMs.value;
  });
  const isAtLive = computed(() => sources.target.value.at === "live" && (behindMs.value ?? 0) < nearMs[sources.way.value]);
  const timeline = computed((): Timeline | undefined => {
    if (sources.target.value.at === "recording")
      return player.duration.value > 0 ? { kind: "recording", fromS: 0, toS: player.duration.value, atS: player.time.value } : undefined;
    return followed.moment.value.is === "on"
      ? liveTimeline({ nowMs: nowMs.value, shownMs: isAtLive.value ? undefined : shownMs(), ...held() })
      : undefined;
  });
  const screen = (): Screen => screenOf({ sources, player, nowMs: Date.now() + client.clockAheadMs });
  const reading = followReading({ url: client.textsUrl(stream), followed, screen, signal: until });
  return {
    stream,
    reading,
    moment: followed.moment,
    facts: followed.facts,
    player,
    sources,
    slate: computed(() => slateOf(followed.moment.value, sources)),
    isStalled: computed(() => sources.playback.value?.isSilent.value === true && !player.isPaused.value),
    timeline,
    isAtLive,
    behindMs,
    nowMs,
    playerLink: client.hlsUrl(stream),
    ...createActions({ player, sources, nowMs, timeline, shownMs, earliest: () => earliestMs(held()) }),
  };
};

import { signal } from "@preact/signals";
import { keepUp } from "@tfx/core/watch";
import type Hls from "hls.js";
import { pause } from "../pause.ts";
import { placeOf } from "../timeline.ts";
import { hlsSettings, type HlsMode } from "./hls-settings.ts";
import { openNativeHls } from "./open-native-hls.ts";
import { emptyVideo, type Opened, type Playback } from "./playback.ts";
import { createEnd } from "./create-end.ts";

/** What is played over HLS. */
export interface HlsWish {
  readonly url: string;
  readonly mode: HlsMode;
  /** The moment to begin with, in milliseconds since 1970; a live broadcast begins with what is new otherwise. */
  readonly fromMs?: number | undefined;
  readonly signal: AbortSignal;
}

type HlsClass = typeof Hls;

const loadHls = async (): Promise<HlsClass> => (await import("hls.js/light")).default;

/** Damaged media are tried once more, within this time not twice. */
const mendAgainMs = 8_000;
const figuresMs = 500;
/** Who has nothing to show by then waits for what will not come: it is begun anew. */
const longestBeginMs = 30_000;
/** A picture that stands still for so long is a gap that people see. */
const silentMs = 2_000;

/** When it has something to show, and how it comes to its end. */
const followErrors = (player: Hls, Player: HlsClass, video: HTMLVideoElement) => {
  const { over, finish } = createEnd();
  let mendedAtMs = Number.NEGATIVE_INFINITY;
  let status: number | undefined;
  player.on(Player.Events.ERROR, (_event, { fatal, type, response }) => {
    if (!fatal) return;
    status = response?.code;
    if (type === Player.ErrorTypes.MEDIA_ERROR && performance.now() - mendedAtMs > mendAgainMs) {
      mendedAtMs = performance.now();
      player.recoverMediaError();
      return;
    }
    finish("lost");
  });
  const end = new AbortController();
  video.addEventListener("ended", () => finish("ended"), { signal: end.signal });
  const begun = new Promise<boolean>((resolve) => {
    video.addEventListener("loadeddata", () => resolve(true), { signal: end.signal });
  });
  return { over, begun, finish, stop: () => end.abort(), status: () => status };
};

const fragmentsOf = (player: Hls) => player.latestLevelDetails?.fragments ?? [];

/**
 * Begins at a moment, which the playlist places. hls.js has to be told before it loads anything: moved in the middle of its
 * own beginning it goes on loading what is new, and waits for ever for the place where the element is.
 */
const beginAt = (player: Hls, Player: HlsClass, fromMs: number): void => {
  player.once(Player.Events.LEVEL_UPDATED, (_event, { details }) => {
    const place = placeOf(details.fragments, fromMs);
    if (place !== undefined) player.startLoad(place);
  });
};

/** What is read from the player again and again. */
const readFigures = (player: Hls, video: HTMLVideoElement) => {
  const behindMs = signal<number | undefined>(undefined);
  const isSilent = signal(false);
  let lastTime = -1;
  let movedAtMs = performance.now();
  const timer = setInterval(() => {
    const { latency } = player;
    behindMs.value = latency > 0 ? Math.round(latency * 1_000) : undefined;
    if (video.currentTime !== lastTime || video.paused) movedAtMs = performance.now();
    lastTime = video.currentTime;
    isSilent.value = performance.now() - movedAtMs > silentMs;
  }, figuresMs);
  return { behindMs, isSilent, stop: () => clearInterval(timer) };
};

const kinds = { low: "hls", smooth: "hls", past: "past", recording: "recording" } as const satisfies Record<HlsMode, Playback["kind"]>;

interface Parts {
  readonly player: Hls;
  readonly video: HTMLVideoElement;
  readonly follow: ReturnType<typeof followErrors>;
}

const playbackOf = ({ player, video, follow }: Parts, mode: HlsMode): Playback => {
  const { behindMs, isSilent, stop } = readFigures(player, video);
  const letGo = mode === "low" ? keepUp(video, player) : undefined;
  return {
    kind: kinds[mode],
    behindMs,
    isSilent,
    shownMs: () => player.playingDate?.getTime(),
    heldFromMs: () => fragmentsOf(player)[0]?.programDateTime ?? undefined,
    seekTo(wallMs) {
      const place = placeOf(fragmentsOf(player), wallMs);
      if (place !== undefined) video.currentTime = place;
      return place !== undefined;
    },
    seekToLive() {
      if (player.liveSyncPosition !== null) video.currentTime = player.liveSyncPosition;
    },
    over: follow.over,
    close() {
      stop();
      letGo?.();
      follow.stop();
      follow.finish("lost");
      player.destroy();
      emptyVideo(video);
    },
  };
};

/** Plays HLS by hls.js where the browser lets scripts feed its player, and natively elsewhere. Its code is fetched when it is needed. */
export const openHls = async (video: HTMLVideoElement, { url, mode, fromMs, signal: until }: HlsWish): Promise<Opened> => {
  const Player = await loadHls().catch(() => undefined);
  until.throwIfAborted();
  if (Player === undefined) return { kind: "later", retryMs: 2_000 };
  if (!Player.isSupported()) return openNativeHls(video, { url, kind: kinds[mode], fromMs });
  const player = new Player(hlsSettings(mode));
  const follow = followErrors(player, Player, video);
  const playback = playbackOf({ player, video, follow }, mode);
  if (fromMs !== undefined) beginAt(player, Player, fromMs);
  const giveUp = (): void => playback.close();
  until.addEventListener("abort", giveUp, { once: true });
  player.loadSource(url);
  player.attachMedia(video);
  const isLost = Promise.race([follow.over, pause(longestBeginMs, until)]).then(() => false);
  const hasBegun = await Promise.race([follow.begun, isLost]);
  until.removeEventListener("abort", giveUp);
  until.throwIfAborted();
  if (hasBegun) return { kind: "playing", playback };
  playback.close();
  const status = follow.status();
  if (status === 401 || status === 403) return { kind: "not-allowed" };
  return status === 503 ? { kind: "full", retryMs: 5_000 } : { kind: "later", retryMs: 1_500 };
};

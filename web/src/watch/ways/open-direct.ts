import { computed } from "@preact/signals";
import { openWhep, type WhepOutcome, type WhepSession } from "@tfx/core/watch";
import { heardStream } from "./heard-stream.ts";
import { emptyVideo, type Opened, type Playback } from "./playback.ts";

/** What is watched directly. */
export interface DirectWish {
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly isSoundOnly: boolean;
  /** Whether somebody publishes, as far as is known: then silence means that the connection is of no use any more. */
  readonly isLive: () => boolean;
  readonly signal: AbortSignal;
  /** Another connection, for tests. */
  readonly connect?: typeof openWhep;
}

/** No pictures and no sound for so long is a gap that people see. */
const silentMs = 2_500;
/** A gateway that lost a publisher says so by then. */
const lostMs = 5_000;
const retryMs = 1_500;
const mostRetryMs = 10_000;

const untilOver = (session: WhepSession, isLive: () => boolean): Promise<"lost"> =>
  new Promise((resolve) => {
    const undo = [
      session.state.subscribe((state) => {
        if (state === "ended") finish();
      }),
      session.figures.subscribe((figures) => {
        if (figures !== undefined && figures.silentMs > lostMs && isLive()) finish();
      }),
    ];
    const finish = (): void => {
      // Called from within `subscribe` there is nothing to undo yet.
      queueMicrotask(() => {
        for (const one of undo) one();
      });
      resolve("lost");
    };
  });

const playbackOf = (video: HTMLVideoElement, session: WhepSession, isLive: () => boolean): Playback => {
  const { figures } = session;
  const behindMs = computed(() => figures.value?.behindMs);
  return {
    kind: "direct",
    behindMs,
    isSilent: computed(() => (figures.value?.silentMs ?? 0) > silentMs || session.state.value === "interrupted"),
    shownMs: (nowMs) => nowMs - (behindMs.peek() ?? 0),
    heldFromMs: () => undefined,
    seekTo: () => false,
    seekToLive: () => undefined,
    over: untilOver(session, isLive),
    close() {
      session.close();
      emptyVideo(video);
    },
  };
};

const refusedBy = (outcome: Exclude<WhepOutcome, { readonly kind: "playing" }>): Opened => {
  if (outcome.kind === "not-live" || outcome.kind === "busy") {
    const kind = outcome.kind === "busy" ? "full" : "later";
    return { kind, retryMs: Math.min(outcome.retryAfterMs ?? retryMs, mostRetryMs) };
  }
  return outcome.kind === "unreachable" ? { kind: "later", retryMs } : { kind: outcome.kind };
};

/** Plays over WebRTC: less than half a second behind. */
export const openDirect = async (video: HTMLVideoElement, wish: DirectWish): Promise<Opened> => {
  const { endpoint, token, isSoundOnly, isLive, signal, connect = openWhep } = wish;
  const outcome = await connect({ endpoint, token, signal, kinds: isSoundOnly ? ["audio"] : ["video", "audio"] });
  if (outcome.kind !== "playing") return refusedBy(outcome);
  const stream = await heardStream(outcome.session.stream);
  // The element may be another source's by now.
  signal.throwIfAborted();
  video.srcObject = stream;
  return { kind: "playing", playback: playbackOf(video, outcome.session, isLive) };
};

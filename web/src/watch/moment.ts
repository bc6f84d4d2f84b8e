import type { RecordingFacts } from "@tfx/protocol/broadcasts";
import type { StreamNews } from "../broadcasts/gateway-client.ts";

/** Where a broadcast stands, as whoever watches it is told. */
export type Moment =
  | { readonly is: "loading" }
  | { readonly is: "unreachable" }
  /** Nobody has heard of it. */
  | { readonly is: "unknown" }
  | { readonly is: "before"; readonly startsAtMs: number | undefined }
  /** On air; `isBreak`: its publisher has a break, or is away for the moment. */
  | { readonly is: "on"; readonly isBreak: boolean }
  /** It is over; with the recording that can be watched. */
  | { readonly is: "over"; readonly recording: RecordingFacts | undefined };

/** What a moment is read from. */
export interface MomentSources {
  /** What was said last; undefined before the first answer. */
  readonly news: StreamNews | undefined;
  /** It was on air since the page was opened. */
  readonly wasOn: boolean;
  /** Newest first. */
  readonly recordings: readonly RecordingFacts[];
}

/** The recording that is worth to be watched: the newest that has something in it. */
const replayOf = (recordings: readonly RecordingFacts[]): RecordingFacts | undefined =>
  recordings.find(({ isFinished, seconds }) => isFinished && seconds > 0) ?? recordings.find(({ seconds }) => seconds > 0);

/** What a page shows. */
export const momentOf = ({ news, wasOn, recordings }: MomentSources): Moment => {
  if (news === undefined) return { is: "loading" };
  if (news.kind === "unreachable") return { is: "unreachable" };
  const recording = replayOf(recordings);
  if (news.kind === "unknown") return wasOn || recording !== undefined ? { is: "over", recording } : { is: "unknown" };
  const { state, startsAt } = news.facts;
  if (state === "live" || state === "break") return { is: "on", isBreak: state === "break" };
  if (state === "ended" || wasOn) return { is: "over", recording };
  const startsAtMs = startsAt === undefined ? undefined : Date.parse(startsAt);
  // Recorded after the time it was announced for: it has been.
  const hasBeen = recording !== undefined && (startsAtMs === undefined || recording.startedAtMs >= startsAtMs - earlyMs);
  return hasBeen ? { is: "over", recording } : { is: "before", startsAtMs };
};

/** Broadcasts may begin so much before their time. */
const earlyMs = 15 * 60_000;

/** When to ask the gateway again. `isMoving`: pictures or sound arrive, so that nothing new is expected. */
export const askAgainMs = (moment: Moment, { isMoving, nowMs }: { readonly isMoving: boolean; readonly nowMs: number }): number => {
  if (moment.is === "on") return isMoving ? 5_000 : 1_500;
  if (moment.is === "before" && moment.startsAtMs !== undefined && moment.startsAtMs - nowMs > 60_000) return 10_000;
  return moment.is === "over" ? 5_000 : 2_000;
};

import type { RecordingFacts } from "@tfx/protocol/broadcasts";

/** Where one can go, in seconds: of a live broadcast before now (`fromS` is negative), of a recording from its beginning. */
export interface Timeline {
  readonly kind: "live" | "recording";
  readonly fromS: number;
  readonly toS: number;
  readonly atS: number;
}

/** What the timeline of a live broadcast is drawn from; times in milliseconds since 1970 on the gateway's clock. */
export interface LiveTimes {
  readonly nowMs: number;
  /** The oldest that the player itself can go to. */
  readonly heldFromMs: number | undefined;
  /** The recording that grows with it. */
  readonly recording: RecordingFacts | undefined;
  /** What is on the screen. */
  readonly shownMs: number | undefined;
}

/** Less is not worth a slider. */
const leastS = 15;

/** How far back one can go, in milliseconds since 1970; undefined where one cannot. */
export const earliestMs = ({ heldFromMs, recording }: Pick<LiveTimes, "heldFromMs" | "recording">): number | undefined => {
  const recordedFromMs = recording === undefined || recording.seconds <= 0 ? undefined : recording.startedAtMs;
  const known = [heldFromMs, recordedFromMs].filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** The timeline of a live broadcast; undefined while there is nothing to go back to. */
export const liveTimeline = (times: LiveTimes): Timeline | undefined => {
  const { nowMs, shownMs = nowMs } = times;
  const fromS = ((earliestMs(times) ?? nowMs) - nowMs) / 1_000;
  return fromS > -leastS ? undefined : { kind: "live", fromS, toS: 0, atS: Math.min(Math.max((shownMs - nowMs) / 1_000, fromS), 0) };
};

/** A recording is begun by somebody who is on air; clocks of processes differ by less. */
const slackMs = 5_000;

/**
 * The recording that grows while a broadcast is live. One of a former evening may have been left unfinished by a gateway
 * that was cut off: it began before this broadcast did.
 */
export const growingOf = (recordings: readonly RecordingFacts[], since: string | undefined): RecordingFacts | undefined => {
  const sinceMs = Date.parse(since ?? "");
  return recordings.find(({ isFinished, startedAtMs }) => !isFinished && startedAtMs >= sinceMs - slackMs);
};

/** A fragment of a playlist with its place in the player and in the world. */
export interface PlacedFragment {
  readonly start: number;
  readonly duration: number;
  readonly programDateTime: number | null;
}

/**
 * hls.js takes whoever stands before the first fragment to what is new, for ever. Elements round what they are told to a
 * millionth of a second, and the beginning itself is a few milliseconds later once more of it was loaded.
 */
const insetS = 0.1;
const outsetS = 0.05;

/** The place in the player of a moment, in seconds: broadcasts with breaks have holes in their time. */
export const placeOf = (fragments: readonly PlacedFragment[], wallMs: number): number | undefined => {
  const dated = fragments.flatMap(({ start, duration, programDateTime }) =>
    programDateTime === null ? [] : [{ start, duration, atMs: programDateTime }],
  );
  const found = dated.findLast(({ atMs }) => atMs <= wallMs) ?? dated[0];
  if (found === undefined) return undefined;
  const place = found.start + Math.min(Math.max((wallMs - found.atMs) / 1_000, 0), Math.max(found.duration - outsetS, 0));
  return Math.max(place, (fragments[0]?.start ?? 0) + insetS);
};

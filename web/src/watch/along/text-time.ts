import type { PlaybackKind } from "../ways/playback.ts";

/** What is on the screen, in milliseconds since 1970 on the gateway's clock. */
export interface Screen {
  /** Undefined while nothing plays, as in a break. */
  readonly kind: PlaybackKind | undefined;
  /** When what is shown was made, where that can be known. */
  readonly shownMs: number | undefined;
  readonly behindMs: number | undefined;
  readonly isPaused: boolean;
  readonly nowMs: number;
}

/** The gateway's clock is known to half a second: what is new is not to wait for that. */
const slackMs = 1_000;

/**
 * Up to which moment texts are shown. Over HLS they wait for the picture, and go back with it; directly, as they come;
 * and whoever pauses reads on from there. `before`: the last answer.
 */
export const textTime = ({ kind, shownMs, behindMs, isPaused, nowMs }: Screen, before: number | undefined): number | undefined => {
  if (isPaused && before !== undefined) return before;
  if (kind === undefined || kind === "direct") return nowMs + slackMs;
  if (shownMs !== undefined) return shownMs;
  return behindMs === undefined ? before : nowMs - behindMs;
};

import type { BroadcastStats } from "@tfx/widget-sdk";

/** How it goes out, in a word. `far`: the way to the server is slow. */
export type HealthWord = "good" | "uplink" | "cpu" | "loss" | "far";

/** What is judged: the last word lasts until another one has held for a while. */
export interface Health {
  readonly word: HealthWord;
  /** What it looks like now, and for how many seconds. */
  readonly seen: HealthWord;
  readonly forSeconds: number;
}

/** Nothing is wrong until it was seen. */
export const goodHealth: Health = { word: "good", seen: "good", forSeconds: 0 };

/** Encoders begin low and take ten seconds to climb: what is wrong for a moment is no word yet. */
const wordAfter: Readonly<Record<HealthWord, number>> = { good: 4, uplink: 15, cpu: 10, loss: 3, far: 3 };
const muchLoss = 0.05;
const farMs = 500;
/** A picture of less than this part of its lines is not what was asked for. */
const sameSize = 0.85;

const look = (
  { limitation, loss, rttMs, height, fps }: BroadcastStats,
  wished: { readonly height: number; readonly fps: number },
): HealthWord => {
  const isLess = (height !== undefined && height < wished.height * sameSize) || (fps !== undefined && fps < wished.fps * 0.6);
  if (limitation === "bandwidth" && isLess) return "uplink";
  if (limitation === "cpu" && isLess) return "cpu";
  if (loss > muchLoss) return "loss";
  return (rttMs ?? 0) > farMs ? "far" : "good";
};

/** Judges one more second. */
export const nextHealth = (before: Health, stats: BroadcastStats, wished: { readonly height: number; readonly fps: number }): Health => {
  const seen = look(stats, wished);
  const forSeconds = seen === before.seen ? before.forSeconds + 1 : 1;
  return { seen, forSeconds, word: forSeconds >= wordAfter[seen] ? seen : before.word };
};

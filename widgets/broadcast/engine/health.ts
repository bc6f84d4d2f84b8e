import type { BroadcastStats } from "@tfx/widget-sdk";

/** How it goes out, in a word. `far`: the way to the server is slow. */
type Seen = "good" | "uplink" | "cpu" | "loss" | "far";

/** What is judged: the last word lasts until another one has held for a while. */
export interface Health {
  /** `new`: nothing has held for long enough. */
  readonly word: "new" | Seen;
  /** What it looks like now, and for how many seconds. */
  readonly seen: Seen;
  readonly forSeconds: number;
}

/** Of what has just begun. */
export const newHealth: Health = { word: "new", seen: "good", forSeconds: 0 };

/** Encoders begin low and take ten seconds to climb: what is wrong for a moment is no word yet. */
const wordAfter: Readonly<Record<Seen, number>> = { good: 4, uplink: 15, cpu: 10, loss: 3, far: 3 };
const muchLoss = 0.05;
const farMs = 500;
/** A picture of less than this part of its lines is not what was asked for. */
const sameSize = 0.85;
/** Less than this part of the pictures a second is seen. */
const sameRate = 0.6;

const look = (
  { limitation, loss, rttMs, height, fps }: BroadcastStats,
  wished: { readonly height: number; readonly fps: number },
): Seen => {
  const isSmall = height !== undefined && height < wished.height * sameSize;
  const isRare = fps !== undefined && fps < wished.fps * sameRate;
  if (limitation === "cpu" && (isSmall || isRare)) return "cpu";
  // Encoders make pictures smaller before they leave any out: few whole ones over a good way are all that this machine made.
  if (limitation === "bandwidth" && isSmall) return "uplink";
  if (loss > muchLoss) return "loss";
  if ((rttMs ?? 0) > farMs) return "far";
  return isRare ? "cpu" : "good";
};

/** Judges one more second. */
export const nextHealth = (before: Health, stats: BroadcastStats, wished: { readonly height: number; readonly fps: number }): Health => {
  const seen = look(stats, wished);
  const forSeconds = seen === before.seen ? before.forSeconds + 1 : 1;
  return { seen, forSeconds, word: forSeconds >= wordAfter[seen] ? seen : before.word };
};

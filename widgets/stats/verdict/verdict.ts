import type { LinkDigest } from "../digest/digest.ts";
import type { StreamDigest } from "../digest/stream-digest.ts";

/** What a person should know of a link, the gravest first. */
export type Reason =
  | "waiting"
  | "silent"
  | "freeze-loss"
  | "freeze"
  | "gaps"
  | "loss-in"
  | "loss-out"
  | "far"
  | "narrow"
  | "busy"
  | "unsteady"
  | "good";

/** A judgement of a link. */
export interface Verdict {
  readonly level: "waiting" | "good" | "fair" | "poor";
  readonly reason: Reason;
}

/** Browsers begin with small pictures and feel their way up: before so many seconds nothing is known of a link. */
const settleSeconds = 5;
/** Seconds that a judgement looks back on: long enough not to flicker, short enough to be about now. */
const verdictSeconds = 10;

const mean = (values: readonly (number | undefined)[]): number => {
  const numbers = values.filter((value) => value !== undefined);
  return numbers.length === 0 ? 0 : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
};

const summarize = (digests: readonly LinkDigest[]) => {
  const streams = digests.flatMap((one) => one.streams);
  const inbound = streams.filter(({ direction }) => direction === "in");
  const share = (test: (stream: StreamDigest) => boolean) =>
    digests.filter((one) => one.streams.some(test)).length / Math.max(1, digests.length);
  return {
    freezes: inbound.reduce((sum, { freezes }) => sum + (freezes ?? 0), 0),
    concealed: mean(inbound.map(({ concealedPercent }) => concealedPercent)),
    jitterMs: mean(inbound.map(({ jitterMs }) => jitterMs)),
    lossIn: mean(digests.map((one) => one.inbound.lossPercent)),
    lossOut: mean(digests.map((one) => one.outbound.lossPercent)),
    rttMs: mean(digests.map(({ rttMs }) => rttMs)),
    limitedBy: (reason: string) => share(({ limitation }) => limitation === reason),
    stillGrows: growthOf(digests) > 1.1,
    moves: digests.some((one) => (one.inbound.kbps ?? 1) > 0 || (one.outbound.kbps ?? 1) > 0),
  };
};

/** How many times more is sent at the end of these seconds than at their beginning. */
const growthOf = (digests: readonly LinkDigest[]): number => {
  const third = Math.ceil(digests.length / 3);
  const sent = (some: readonly LinkDigest[]) => mean(some.map(({ outbound }) => outbound.kbps));
  return sent(digests.slice(-third)) / Math.max(1, sent(digests.slice(0, third)));
};

const poor = (reason: Reason): Verdict => ({ level: "poor", reason });
const fair = (reason: Reason): Verdict => ({ level: "fair", reason });

/**
 * Judges the last seconds of a link. What a person sees and hears comes before figures; limits: 2 % loss
 * is heard with Opus, 5 % seen with any codec; 400 ms of round trip is ITU-T G.114's bound for talking.
 */
export const judge = (history: readonly LinkDigest[]): Verdict => {
  const digests = history.slice(-verdictSeconds);
  if (digests.length < settleSeconds) return { level: "waiting", reason: "waiting" };
  const now = summarize(digests);
  if (digests.length === verdictSeconds && !now.moves) return poor("silent");
  if (now.freezes > 0) return poor(now.lossIn >= 1 ? "freeze-loss" : "freeze");
  if (now.concealed >= 5) return poor("gaps");
  if (now.lossIn >= 5) return poor("loss-in");
  if (now.lossOut >= 5) return poor("loss-out");
  if (now.lossIn >= 2) return fair("loss-in");
  if (now.lossOut >= 2) return fair("loss-out");
  if (now.rttMs >= 400) return fair("far");
  // Held back and yet more each second is no narrow way: it is being found out how wide it is.
  if (digests.length === verdictSeconds && now.limitedBy("bandwidth") > 0.5 && !now.stillGrows) return fair("narrow");
  if (now.limitedBy("cpu") > 0.5) return fair("busy");
  if (now.jitterMs >= 50) return fair("unsteady");
  return { level: "good", reason: "good" };
};

import type { Interruption, PublishProblem } from "./publish-problem.ts";

/** What is known when a broadcast is not live any more, or has not come to be. */
export interface RetryFacts {
  readonly interruption: Interruption;
  /** How often it was tried in vain since it was live last, this time included. */
  readonly attempts: number;
  /** Somebody could watch it before. */
  readonly wasLive: boolean;
  /** 0 to 1, so that many publishers do not come back in step. */
  readonly luck: number;
}

/** To publish again after a while, or to give up. */
export type RetryPlan = { readonly delayMs: number; readonly problem: PublishProblem } | { readonly giveUp: PublishProblem };

const stepsMs = [300, 700, 1_500, 3_000, 5_000, 8_000] as const;
const mostWaitMs = 120_000;
/** Whoever starts wants to hear soon what is wrong. */
const firstAttempts = 3;
const takenAttempts = 6;

/** What the server says of its own accord; anything else was its own decision. */
const endings: ReadonlyMap<string, PublishProblem["reason"]> = new Map([
  ["replaced", "taken"],
  ["expired", "token"],
]);

/** Whether the server would go on with another token: the one that was shown has ended, or says nothing to it. */
export const isTokenOver = (interruption: Interruption): boolean =>
  interruption.why === "ended" ? interruption.reason === "expired" : interruption.why === "answered" && interruption.status === 401;

const problemOf = ({ interruption }: RetryFacts): PublishProblem => {
  switch (interruption.why) {
    case "answered":
      return { reason: reasonOf(interruption.status), status: interruption.status, text: interruption.text };
    case "ended":
      return { reason: endings.get(interruption.reason) ?? "stopped" };
    case "lost":
      return { reason: "no-path" };
    default:
      return { reason: interruption.why };
  }
};

const reasonOf = (status: number): PublishProblem["reason"] => {
  if (status === 401 || status === 403) return "token";
  if (status === 404 || status === 405 || status === 410) return "not-found";
  if (status === 409) return "taken";
  return status === 429 || status >= 500 ? "busy" : "refused";
};

const isHopeless = ({ interruption, attempts, wasLive }: RetryFacts, { reason }: PublishProblem): boolean => {
  if (interruption.why === "ended") return ["replaced", "stopped", "expired"].includes(interruption.reason);
  if (reason === "taken") return attempts >= takenAttempts;
  if (reason === "token" || reason === "refused") return true;
  // What was live came from somewhere: the server will be there again.
  return !wasLive && attempts >= firstAttempts;
};

/** What to do next: back at once where the server says so, after its own `Retry-After`, or ever later. */
export const planRetry = (facts: RetryFacts): RetryPlan => {
  const { interruption, attempts, luck } = facts;
  const problem = problemOf(facts);
  if (isHopeless(facts, problem)) return { giveUp: problem };
  const isSudden = interruption.why === "lost" || (interruption.why === "ended" && interruption.reason !== "too-fast");
  if (attempts <= 1 && isSudden) return { delayMs: 0, problem };
  const step = stepsMs[Math.min(attempts, stepsMs.length) - 1] ?? stepsMs[0];
  const wished = interruption.why === "answered" ? (interruption.retryAfterMs ?? 0) : 0;
  return { delayMs: Math.min(mostWaitMs, Math.max(wished, Math.round(step * (0.8 + 0.4 * luck)))), problem };
};

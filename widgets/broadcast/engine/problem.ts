import { TfxError, type BroadcastProblem } from "@tfx/widget-sdk";
import type { WordKey } from "../words.ts";

/** What is wrong, in words, and what the server said of it. */
export interface Problem {
  readonly word: WordKey;
  readonly said?: string | undefined;
}

/** What the broadcast says of itself, in words. */
export const wordsOf = ({ reason, text }: BroadcastProblem): Problem => ({
  word: `problem.${reason}`,
  said: text === undefined || text === "" ? undefined : text,
});

/** Why it could not begin. */
export const problemOf = (error: unknown): Problem => {
  if (!(error instanceof TfxError)) return { word: "problem.failed" };
  switch (error.code) {
    case "rate/limited":
      return { word: "problem.limited" };
    case "widget/revoked":
    case "widget/denied":
      return { word: "problem.revoked" };
    case "server/unreachable":
    case "server/timeout":
      return { word: "problem.unreachable" };
    default:
      return { word: "problem.failed" };
  }
};

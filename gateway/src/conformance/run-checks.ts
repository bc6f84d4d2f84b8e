import { endpointChecks } from "./endpoint-checks.ts";
import { sessionChecks } from "./session-checks.ts";
import type { Check, Target } from "./target.ts";

/** What became of one check. */
export interface CheckResult {
  readonly id: string;
  readonly says: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly why?: string;
}

/** Everything that is asked of a WHIP server, in the order of RFC 9725. */
export const whipChecks: readonly Check[] = [...endpointChecks, ...sessionChecks];

/** Runs one check. */
export const runCheck = async (check: Check, target: Target): Promise<CheckResult> => {
  const { id, says } = check;
  try {
    const why = await check.run(target);
    return typeof why === "string" ? { id, says, outcome: "skipped", why } : { id, says, outcome: "passed" };
  } catch (error) {
    return { id, says, outcome: "failed", why: error instanceof Error ? error.message : String(error) };
  }
};

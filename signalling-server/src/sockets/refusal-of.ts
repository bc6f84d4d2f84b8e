import { limits } from "@tfx/protocol";
import type { z } from "zod";
import { refuse, type Refusal } from "../rooms/refusal.ts";

/** Longest path of a wrong field that is told: it is made of our names, and still bounded. */
const maxPathChars = 128;

/** Why the parameters of a call or message are refused: too long, of another version, or wrong. */
export const refusalOf = (call: string, error: z.ZodError, raw: unknown): Refusal => {
  if (call === "room.join" && speaksAnotherVersion(raw)) return refuse("protocol/version", { spoken: limits.protocolVersion });
  const limit = exceededLimit(error.issues);
  if (limit !== undefined) return refuse("protocol/too-large", { limit });
  const path = error.issues[0]?.path.join(".") ?? "";
  return refuse("protocol/invalid", { call, ...(path === "" ? {} : { path: path.slice(0, maxPathChars) }) });
};

const speaksAnotherVersion = (raw: unknown): boolean =>
  typeof raw === "object" && raw !== null && "protocol" in raw && Number.isInteger(raw.protocol) && raw.protocol !== limits.protocolVersion;

const exceededLimit = (issues: readonly z.core.$ZodIssue[]): number | undefined => {
  for (const issue of issues) {
    if (issue.code === "too_big" && issue.origin === "string") return Number(issue.maximum);
    if (issue.code !== "invalid_union") continue;
    const limit = exceededLimit(issue.errors.flat());
    if (limit !== undefined) return limit;
  }
  return undefined;
};

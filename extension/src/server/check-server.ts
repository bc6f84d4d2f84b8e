import { limits } from "@tfx/protocol";
import { z } from "zod";

const health = z.object({ status: z.literal("ok"), protocol: z.number().int() });

/** What stands behind an address. `other`: something answers that is no server of ours, or one of another version. */
export type ServerState = "ready" | "other" | "silent";

const answerMs = 4_000;

/** Asks the server whether it is one of ours and speaks our version of the protocol. */
export const checkServer = async (origin: string, fetchHealth: typeof fetch = fetch): Promise<ServerState> => {
  const response = await fetchHealth(`${origin}/healthz`, {
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(answerMs),
  }).catch(() => undefined);
  if (response === undefined) return "silent";
  const body: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  const parsed = health.safeParse(body);
  return parsed.success && parsed.data.protocol === limits.protocolVersion ? "ready" : "other";
};

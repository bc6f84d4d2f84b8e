import type { Room } from "@tfx/core";
import { limits, TfxError, type ParticipantId } from "@tfx/protocol";
import { readBundle, type Bundle } from "@tfx/widget-host";
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const message = z.discriminatedUnion("op", [
  z.object({ op: z.literal("ask"), sha256 }),
  z.object({ op: z.literal("give"), sha256, text: z.string().max(limits.maxBulkMessageBytes) }),
]);

const waitMs = 20_000;
/** One answer to each person in this time: a bundle is large. */
const answerEveryMs = 2_000;

/** Hands imported widgets from page to page, named by their hash. */
export interface BundleExchange {
  /** Asks a participant for a bundle; it is read and its hash compared, and nothing of it has run. @throws {TfxError} server/timeout, widget/invalid */
  fetch(hash: string, from: ParticipantId): Promise<Bundle>;
}

/** What is handed out: the text of a bundle that runs in this room, and of no other, so that nobody learns what one has. */
export type TextOfRunning = (hash: string) => string | undefined;

/** Opens the exchange of a room, until the signal aborts. */
export const openBundleExchange = (room: Pick<Room, "topic">, textOf: TextOfRunning, end: AbortSignal): BundleExchange => {
  const topic = room.topic({ name: "tfx.bundle", schema: message, lane: "bulk" });
  const answeredAt = new Map<ParticipantId, number>();
  topic.on(
    ({ from, value }) => {
      const text = value.op === "ask" ? textOf(value.sha256) : undefined;
      if (text === undefined || performance.now() - (answeredAt.get(from) ?? -Infinity) < answerEveryMs) return;
      answeredAt.set(from, performance.now());
      void topic.send({ op: "give", sha256: value.sha256, text }, { to: [from] });
    },
    { signal: end },
  );
  const awaitText = (hash: string, from: ParticipantId): Promise<string> =>
    new Promise((resolve, reject) => {
      const done = AbortSignal.any([end, AbortSignal.timeout(waitMs)]);
      done.addEventListener("abort", () => reject(new TfxError("server/timeout")), { once: true });
      const unlisten = topic.on(({ from: giver, value }) => {
        if (value.op !== "give" || giver !== from || value.sha256 !== hash) return;
        unlisten();
        resolve(value.text);
      });
      done.addEventListener("abort", unlisten, { once: true });
      void topic.send({ op: "ask", sha256: hash }, { to: [from] });
    });
  return {
    fetch: async (hash, from) => {
      const bundle = await readBundle(await awaitText(hash, from));
      if (bundle.sha256 !== hash) throw new TfxError("widget/invalid", { path: "sha256" });
      return bundle;
    },
  };
};

import type { Room } from "@tfx/core";
import { limits, TfxError, type ParticipantId } from "@tfx/protocol";
import { readBundle, type Bundle } from "@tfx/widget-host";
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const message = z.discriminatedUnion("op", [
  z.object({ op: z.literal("ask"), sha256 }),
  z.object({
    op: z.literal("give"),
    sha256,
    text: z.string().max(limits.maxBulkMessageBytes),
    /** Where the giver fetched it from: the manifest of a page counts only beside that page. */
    address: z.url().max(2_048).optional(),
  }),
]);

const waitMs = 20_000;
/** One answer to each person in this time: a bundle is large. */
const answerEveryMs = 2_000;

/** Hands imported widgets from page to page, named by their hash. */
export interface BundleExchange {
  /** Asks a participant for a bundle; it is read and its hash compared, and nothing of it has run. @throws {TfxError} server/timeout, widget/invalid */
  fetch(hash: string, from: ParticipantId): Promise<Bundle>;
}

/** What is handed out: a widget that runs in this room, and no other, so that nobody learns what one has. */
export type RunningBundle = (hash: string) => Pick<Bundle, "text" | "address"> | undefined;

/** Opens the exchange of a room, until the signal aborts. */
export const openBundleExchange = (room: Pick<Room, "topic">, bundleOf: RunningBundle, end: AbortSignal): BundleExchange => {
  const topic = room.topic({ name: "tfx.bundle", schema: message, lane: "bulk" });
  const answeredAt = new Map<ParticipantId, number>();
  topic.on(
    ({ from, value }) => {
      const found = value.op === "ask" ? bundleOf(value.sha256) : undefined;
      if (found === undefined || performance.now() - (answeredAt.get(from) ?? -Infinity) < answerEveryMs) return;
      answeredAt.set(from, performance.now());
      const { text, address } = found;
      void topic.send({ op: "give", sha256: value.sha256, text, ...(address === undefined ? {} : { address }) }, { to: [from] });
    },
    { signal: end },
  );
  const awaitGift = (hash: string, from: ParticipantId): Promise<Pick<Bundle, "text" | "address">> =>
    new Promise((resolve, reject) => {
      const done = AbortSignal.any([end, AbortSignal.timeout(waitMs)]);
      done.addEventListener("abort", () => reject(new TfxError("server/timeout")), { once: true });
      const unlisten = topic.on(({ from: giver, value }) => {
        if (value.op !== "give" || giver !== from || value.sha256 !== hash) return;
        unlisten();
        resolve(value);
      });
      done.addEventListener("abort", unlisten, { once: true });
      void topic.send({ op: "ask", sha256: hash }, { to: [from] });
    });
  return {
    fetch: async (hash, from) => {
      const { text, address } = await awaitGift(hash, from);
      const bundle = await readBundle(text);
      if (bundle.sha256 !== hash) throw new TfxError("widget/invalid", { path: "sha256" });
      // Of the rest the person is told who gave it: where that one has it from is their word alone.
      return bundle.manifest.kind === "hosted" && address !== undefined ? { ...bundle, address } : bundle;
    },
  };
};

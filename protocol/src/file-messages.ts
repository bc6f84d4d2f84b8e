import { z } from "zod";

/** Sizes that both ends of a file agree on. */
export const fileLimits = {
  /** Bytes of every block of a file but the last. */
  blockBytes: 256 * 1024,
  /** Blocks that may be under way or unwritten at once: bounds the memory of both sides. */
  windowBlocks: 16,
  /** Files that one page may share at once. */
  maxShared: 256,
} as const;

const random = z.string().regex(/^[\w-]{22}$/);
const count = z
  .number()
  .int()
  .min(0)
  .max(Math.ceil(Number.MAX_SAFE_INTEGER / fileLimits.blockBytes));
const attempt = z.number().int().min(1).max(1_000_000);
const sha256 = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32);
const block = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0 && value.length <= fileLimits.blockBytes);

/**
 * How a file goes from whoever shares it to whoever fetches it. `run` names one fetch and is chosen by
 * the fetching side; `attempt` grows each time it begins again, so that what is left of the one before
 * is told apart. Counts are of blocks.
 */
export const fileTopics = {
  /** To whoever shares the file. */
  "tfx.file.ask": z.discriminatedUnion("op", [
    /** Begins, or goes on, at block `at`; blocks before `upTo` may be sent. */
    z.object({ op: z.literal("open"), run: random, attempt, file: random, size: z.number().int().min(0), at: count, upTo: count }),
    /** So many blocks are written, and those before `upTo` may be sent. */
    z.object({ op: z.literal("more"), run: random, attempt, written: count, upTo: count }),
    /** Nothing more is wanted: all is there, or not. */
    z.object({ op: z.literal("close"), run: random, whole: z.boolean() }),
  ]),
  /** To whoever fetches the file. */
  "tfx.file.give": z.discriminatedUnion("op", [
    z.object({ op: z.literal("block"), run: random, attempt, index: count, bytes: block, sha256 }),
    /** All blocks were sent; the SHA-256 of all their SHA-256, one after the other. */
    z.object({ op: z.literal("end"), run: random, attempt, sha256 }),
    /** There is nothing to be had: not shared, not the same any more, or too much asked for at once. */
    z.object({ op: z.literal("refuse"), run: random, attempt, why: z.enum(["gone", "changed", "busy"]) }),
  ]),
} as const;

/** A message to whoever shares a file. */
export type FileAsk = z.output<(typeof fileTopics)["tfx.file.ask"]>;
/** A message to whoever fetches a file. */
export type FileGive = z.output<(typeof fileTopics)["tfx.file.give"]>;

/** Largest encoded message with a block: the block, its digest and what names them. */
export const maxFileMessageBytes: number = fileLimits.blockBytes + 1_024;

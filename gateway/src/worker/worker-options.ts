import { z } from "zod";

/** What a worker is started with; its parent hands it over as JSON. */
export const workerOptions = z.object({
  mediaAddress: z.string(),
  mediaPorts: z.tuple([z.number(), z.number()]).optional(),
  maxBitsPerSecond: z.number(),
  silentMs: z.number(),
  folder: z.string().optional(),
  mostDiskBytes: z.number(),
  mostStreamBytes: z.number(),
  leastFreeBytes: z.number(),
});
/** What a worker is started with. */
export type WorkerOptions = z.output<typeof workerOptions>;

import { z } from "zod";

/** An error as it crosses a border: the code and its details, never a stack. */
export const wireError = z.object({ code: z.string().max(64), details: z.record(z.string(), z.unknown()).default({}) });

import type { z } from "zod";

/** Reads JSON text of a schema; undefined where it is no JSON or does not fit. */
export const parseJson = <T extends z.ZodType>(schema: T, text: string | undefined): z.output<T> | undefined => {
  if (text === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

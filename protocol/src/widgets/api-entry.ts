import { z } from "zod";
import type { Permission } from "./permissions.ts";

/** How often an entry may be used by one instance, as a token bucket, and how large its message may be. */
export interface EntryLimits {
  readonly perSecond: number;
  readonly burst: number;
  /** Largest parameters in bytes, as structured clone of plain values. */
  readonly maxBytes: number;
}

interface EntryFacts {
  readonly permission: Permission | "none";
  readonly limits: EntryLimits;
  /** First version of the widget API that has it. */
  readonly since: string;
  readonly doc: string;
}

/** An entry of the widget API; see {@link apiCall}, {@link apiSignal}, {@link apiEvent} and {@link apiStream}. */
export interface ApiEntry<
  K extends EntryKind = EntryKind,
  P extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> extends EntryFacts {
  readonly kind: K;
  /** What the guest sends; of an event, what the host sends. */
  readonly params: P;
  /** What a call answers, or each item of a stream. */
  readonly result: R;
  /** Narrows the permission to one thing, such as one origin; the gate asks whether that was granted. */
  readonly scope?: (params: z.output<P>) => string;
}

/** `call`: asked and answered; `signal`: told to the host; `event`: told to the guest; `stream`: items for credits. */
export type EntryKind = "call" | "signal" | "event" | "stream";

type Given<P extends z.ZodType> = Omit<EntryFacts, "limits" | "since"> & {
  readonly params: P;
  readonly limits?: Partial<EntryLimits>;
  readonly since?: string;
  readonly scope?: (params: z.output<P>) => string;
};

const usual: EntryLimits = { perSecond: 20, burst: 60, maxBytes: 64 * 1024 };

const complete = <P extends z.ZodType>({ limits, since = "1.0", ...given }: Given<P>) => ({
  ...given,
  since,
  limits: { ...usual, ...limits },
});

/** Asked by the guest and answered by the host. */
export const apiCall = <P extends z.ZodType, R extends z.ZodType>(given: Given<P> & { readonly result: R }): ApiEntry<"call", P, R> => ({
  kind: "call",
  ...complete(given),
  result: given.result,
});

/** Told to the host, without an answer. */
export const apiSignal = <P extends z.ZodType>(given: Given<P>): ApiEntry<"signal", P, z.ZodUndefined> => ({
  kind: "signal",
  ...complete(given),
  result: z.undefined(),
});

/** Told to the guest. */
export const apiEvent = <P extends z.ZodType>(given: Given<P>): ApiEntry<"event", P, z.ZodUndefined> => ({
  kind: "event",
  ...complete(given),
  result: z.undefined(),
});

/** Opened by the guest; the host sends an item for each credit, and drops what has become old. */
export const apiStream = <P extends z.ZodType, R extends z.ZodType>(
  given: Given<P> & { readonly result: R },
): ApiEntry<"stream", P, R> => ({
  kind: "stream",
  ...complete(given),
  result: given.result,
});

/** No parameters. */
export const nothing = z.strictObject({});

const maxDepth = 16;

const isPlain = (value: unknown, depth: number): boolean => {
  if (value === null || typeof value === "string" || typeof value === "boolean" || value === undefined) return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (value instanceof Uint8Array) return true;
  if (typeof value !== "object" || depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth - 1));
  // Nobody's decoder takes this name, and a message that holds it would be lost with all that travels along.
  if (Object.hasOwn(value, "__proto__")) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every((item) => isPlain(item, depth - 1));
};

/** A value of widgets: plain data (as JSON, and bytes), at most 16 levels deep. */
export const plainValue = z.custom<PlainValue>((value) => value !== undefined && isPlain(value, maxDepth));
/** A value of widgets. */
export type PlainValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue | undefined };

import type { PlainValue } from "@tfx/protocol/widgets";

const encoder = new TextEncoder();

/** About what a plain value takes as a message, in bytes. */
export const byteSize = (value: PlainValue | undefined): number => {
  if (typeof value === "string") return encoder.encode(value).length;
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof Blob) return 1;
  if (Array.isArray(value)) return (value as readonly PlainValue[]).reduce<number>((sum, item) => sum + byteSize(item), 0);
  if (typeof value !== "object" || value === null) return 8;
  return Object.entries(value).reduce((sum, [key, item]) => sum + encoder.encode(key).length + byteSize(item as PlainValue), 0);
};

const oneByteText = /^[\0-\u00ff]*$/;

const ofText = (text: string, limit: number): number => (text.length > limit || oneByteText.test(text) ? text.length : text.length * 2);

const parts = (value: object): Iterable<unknown> => {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].flat(1);
  if (value instanceof Set) return value;
  return Object.entries(value).flat(1);
};

/**
 * About how many bytes a value takes as a structured clone, which may be anything a hostile guest sends.
 * Counting stops once the limit is passed, and everything counts at least one byte: cycles and values
 * that refer to the same part many times cost no more than the limit.
 */
export const byteSize = (value: unknown, limit: number): number => {
  let size = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && size <= limit) {
    const next = waiting.pop();
    if (typeof next === "string") size += 1 + ofText(next, limit);
    else if (typeof next === "bigint") size += 8 + next.toString(16).length / 2;
    else if (typeof next !== "object" || next === null) size += 1 + (typeof next === "number" ? 8 : 0);
    else if (next instanceof ArrayBuffer) size += 1 + next.byteLength;
    // A view brings all of its buffer along, however little of it can be seen.
    else if (ArrayBuffer.isView(next)) size += 1 + next.buffer.byteLength;
    // Crosses the border as a handle; what it holds is read later, if at all, and piece by piece.
    else if (next instanceof Blob) size += 1 + ofText(next.type, limit);
    else {
      size += 1;
      // A sparse array is as long as it says.
      if (Array.isArray(next)) size += next.length;
      if (size > limit) return size;
      for (const part of parts(next)) {
        if (waiting.length > limit) return limit + 1;
        waiting.push(part);
      }
    }
  }
  return size;
};

const oneByteText = /^[\0-\u00ff]*$/;

const ofText = (text: string, limit: number): number => (text.length > limit || oneByteText.test(text) ? text.length : text.length * 2);

/** Parts one after the other: whoever stops counting has not paid for the rest. */
function* parts(value: object): Generator {
  if (Array.isArray(value) || value instanceof Set) yield* value;
  else if (value instanceof Map) for (const [key, item] of value) yield* [key, item];
  else for (const [key, item] of Object.entries(value)) yield* [key, item];
}

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const isPicture = (value: object): value is ImageBitmap => typeof ImageBitmap !== "undefined" && value instanceof ImageBitmap;

/** What has parts that can be counted; everything else keeps what it holds where nobody sees how much that is. */
const isCounted = (value: object): boolean =>
  Array.isArray(value) || value instanceof Map || value instanceof Set || value instanceof Date || isPlainObject(value);

/**
 * About how many bytes a value takes as a structured clone, which may be anything a hostile guest sends.
 * Counting stops once the limit is passed, and everything counts at least one byte: cycles and values
 * that refer to the same part many times cost no more than the limit. What no widget has a use for, such as
 * a text in an object or a stream, counts as too much: a hundred million letters in a `String`
 * would be as many properties.
 */
export const byteSize = (value: unknown, limit: number): number => {
  let size = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && size <= limit) {
    const next = waiting.pop();
    if (typeof next === "string") size += 1 + ofText(next, limit);
    else if (typeof next === "bigint") return limit + 1;
    else if (typeof next !== "object" || next === null) size += 1 + (typeof next === "number" ? 8 : 0);
    else if (next instanceof ArrayBuffer) size += 1 + next.byteLength;
    // A view brings all of its buffer along, however little of it can be seen.
    else if (ArrayBuffer.isView(next)) size += 1 + next.buffer.byteLength;
    // Crosses the border as a handle; what it holds is read later, if at all, and piece by piece.
    else if (next instanceof Blob) size += 1 + ofText(next.type, limit);
    // A handle as well, of what takes room on the graphics card: a few small ones a message, many a second.
    else if (isPicture(next)) size += 1 + (next.width * next.height) / 16;
    else if (!isCounted(next)) return limit + 1;
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

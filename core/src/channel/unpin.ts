/**
 * Lets what was decoded go its own way: bytes in it are views of the whole message, and a few that are kept
 * would keep all of it in memory. Those that are less than half of it become copies; the value itself is changed.
 */
export const unpin = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return value.length * 2 < value.buffer.byteLength ? value.slice() : value;
  if (typeof value !== "object" || value === null) return value;
  for (const [key, inner] of Object.entries(value)) {
    const own = unpin(inner);
    if (own !== inner) Reflect.set(value, key, own);
  }
  return value;
};

/**
 * Frames of the reliable lanes, big-endian. A message is cut into `count` chunks; acknowledgements say
 * which message is expected next and how many of its chunks have arrived.
 *
 *     data: 0x00  id u32  index u32  count u32  bytes…
 *     ack:  0x01  id u32  chunks u32
 */
export type Frame =
  | { readonly kind: "data"; readonly id: number; readonly index: number; readonly count: number; readonly bytes: Uint8Array }
  | { readonly kind: "ack"; readonly id: number; readonly chunks: number };

const dataHeader = 13;
const ackLength = 9;

/** A frame as it travels. */
export const encodeFrame = (frame: Frame): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(frame.kind === "data" ? dataHeader + frame.bytes.length : ackLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(1, frame.id);
  if (frame.kind === "ack") {
    view.setUint8(0, 1);
    view.setUint32(5, frame.chunks);
    return bytes;
  }
  view.setUint32(5, frame.index);
  view.setUint32(9, frame.count);
  bytes.set(frame.bytes, dataHeader);
  return bytes;
};

/** Reads a frame; undefined for anything that is none. */
export const decodeFrame = (bytes: Uint8Array): Frame | undefined => {
  if (bytes.length < ackLength) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const id = view.getUint32(1);
  if (view.getUint8(0) === 1 && bytes.length === ackLength) return { kind: "ack", id, chunks: view.getUint32(5) };
  if (view.getUint8(0) !== 0 || bytes.length < dataHeader) return undefined;
  const frame = { kind: "data", id, index: view.getUint32(5), count: view.getUint32(9), bytes: bytes.subarray(dataHeader) } as const;
  return frame.count > 0 && frame.index < frame.count ? frame : undefined;
};

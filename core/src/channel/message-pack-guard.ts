const maxDepth = 32;

/**
 * Whether MessagePack bytes hold no more than they claim to: every declared length is there in full, and
 * nothing nests deeper than a message of ours. A decoder makes room for what a header declares before it
 * reads on, so that five bytes could otherwise ask for gigabytes. Builds nothing; the format is that of
 * https://github.com/msgpack/msgpack/blob/master/spec.md.
 */
export const isModest = (bytes: Uint8Array): boolean => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Values still to come in each open container. */
  const open: number[] = [1];
  let declared = 1;
  let offset = 0;
  while (open.length > 0) {
    const last = open.length - 1;
    const left = open[last] ?? 0;
    if (left === 0) {
      open.pop();
      continue;
    }
    open[last] = left - 1;
    const head = readHead(view, offset);
    if (head === undefined) return false;
    offset += head.size;
    declared += head.values;
    if (offset > bytes.length || declared > bytes.length || open.length > maxDepth) return false;
    if (head.values > 0) open.push(head.values);
  }
  return offset === bytes.length;
};

interface Head {
  /** Bytes of the value itself, without the values inside it. */
  readonly size: number;
  /** Values inside it. */
  readonly values: number;
}

const scalar = (size: number): Head => ({ size, values: 0 });

/** Sizes of 0xc0 to 0xdf that no length follows, the byte itself included; -1: a length follows, 0: no MessagePack. */
const sizes = [1, 0, 1, 1, -1, -1, -1, -1, -1, -1, 5, 9, 2, 3, 5, 9, 2, 3, 5, 9, 3, 4, 6, 10, 18, -1, -1, -1, -1, -1, -1, -1] as const;

const readHead = (view: DataView, offset: number): Head | undefined => {
  if (offset >= view.byteLength) return undefined;
  const type = view.getUint8(offset);
  if (type <= 0x7f || type >= 0xe0) return scalar(1);
  if (type <= 0x8f) return { size: 1, values: (type & 0x0f) * 2 };
  if (type <= 0x9f) return { size: 1, values: type & 0x0f };
  if (type <= 0xbf) return scalar(1 + (type & 0x1f));
  const size = sizes[type - 0xc0] ?? 0;
  return size >= 0 ? (size === 0 ? undefined : scalar(size)) : readLong(view, offset, type);
};

/** Texts, bytes, extensions, arrays and maps whose length stands in 1, 2 or 4 bytes. */
const readLong = (view: DataView, offset: number, type: number): Head | undefined => {
  const width = widthOf(type);
  if (offset + 1 + width > view.byteLength) return undefined;
  const length = width === 1 ? view.getUint8(offset + 1) : width === 2 ? view.getUint16(offset + 1) : view.getUint32(offset + 1);
  if (type >= 0xdc) return { size: 1 + width, values: type >= 0xde ? length * 2 : length };
  const extension = type >= 0xc7 && type <= 0xc9 ? 1 : 0;
  return scalar(1 + width + extension + length);
};

const widthOf = (type: number): 1 | 2 | 4 => {
  if (type === 0xc4 || type === 0xc7 || type === 0xd9) return 1;
  return type === 0xc5 || type === 0xc8 || type === 0xda || type === 0xdc || type === 0xde ? 2 : 4;
};

import type { ParticipantId, PlainValue } from "@tfx/widget-sdk";

/** Bytes of a picture in one message of the channel. */
export const pieceBytes = 48 * 1024;
/** Most pieces of one picture: 3 MiB. */
const mostPieces = 64;
const mostUnfinished = 4;

/** A part of a large picture. */
export type Piece = { readonly large: string; readonly index: number; readonly count: number; readonly bytes: Uint8Array };

/** The pieces of a picture, in order; none if it is larger than the channel is meant for. */
export const toPieces = (large: string, bytes: Uint8Array): readonly Piece[] => {
  const count = Math.ceil(bytes.length / pieceBytes);
  if (count > mostPieces) return [];
  return Array.from({ length: count }, (_, index) => ({
    large,
    index,
    count,
    bytes: bytes.slice(index * pieceBytes, (index + 1) * pieceBytes),
  }));
};

/** A piece as somebody sent it; `undefined` if it is none. */
export const readPiece = (value: PlainValue): Piece | undefined => {
  if (typeof value !== "object" || value === null || !("large" in value)) return undefined;
  const { large, index, count, bytes } = value;
  if (typeof large !== "string" || large === "" || large.length > 64 || !(bytes instanceof Uint8Array)) return undefined;
  if (typeof index !== "number" || typeof count !== "number" || !Number.isInteger(index) || !Number.isInteger(count)) return undefined;
  if (count < 1 || count > mostPieces || index < 0 || index >= count || bytes.length > pieceBytes) return undefined;
  return { large, index, count, bytes };
};

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

interface Unfinished {
  readonly key: string;
  readonly from: ParticipantId;
  readonly count: number;
  readonly parts: Uint8Array[];
}

/** Puts pictures together from pieces, which come in order; answers the picture with its last piece. */
export const createCollector = () => {
  let unfinished: readonly Unfinished[] = [];
  const begin = (from: ParticipantId, piece: Piece): Unfinished => {
    const mine = unfinished.filter((each) => each.from === from);
    // Whoever begins many pictures and ends none costs no more memory than the last few.
    const given = mine.length >= mostUnfinished ? mine[0] : undefined;
    const begun = { key: `${from} ${piece.large}`, from, count: piece.count, parts: [] };
    unfinished = [...unfinished.filter((each) => each !== given && each.key !== begun.key), begun];
    return begun;
  };
  return {
    add(from: ParticipantId, piece: Piece): Uint8Array | undefined {
      const key = `${from} ${piece.large}`;
      const current = piece.index === 0 ? begin(from, piece) : unfinished.find((each) => each.key === key);
      if (current === undefined || current.count !== piece.count || current.parts.length !== piece.index) return undefined;
      current.parts.push(piece.bytes);
      if (current.parts.length < current.count) return undefined;
      unfinished = unfinished.filter((each) => each !== current);
      return join(current.parts);
    },
    forget(from: ParticipantId): void {
      unfinished = unfinished.filter((each) => each.from !== from);
    },
  };
};

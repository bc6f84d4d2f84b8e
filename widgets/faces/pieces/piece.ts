import type { VideoStageInput } from "@tfx/widget-sdk";

/** Where a picture is put on a face, and how large. */
export type Place = Pick<Extract<VideoStageInput, { mode: "overlay" }>, "anchor" | "scale" | "offset">;

/** Kinds of pieces; one of each can be worn. */
export const pieceKinds = ["hat", "glasses", "moustache"] as const;
/** Kind of a piece. */
export type PieceKind = (typeof pieceKinds)[number];

/** Something drawn that can be worn. */
export interface Piece {
  readonly id: PieceId;
  readonly kind: PieceKind;
  /** The drawing, as SVG. */
  readonly drawing: string;
  readonly place: Place;
}

/** Names of all pieces. */
export type PieceId = "top-hat" | "party-hat" | "crown" | "round-glasses" | "sunglasses" | "heart-glasses" | "handlebar" | "walrus";

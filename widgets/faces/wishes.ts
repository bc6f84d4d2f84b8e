import type { VideoStageInput } from "@tfx/widget-sdk";
import type { PieceId, PieceKind, Place } from "./pieces/piece.ts";

/** What the person wants done at faces. */
export interface Wishes {
  /** One of each kind, or none. */
  readonly worn: Readonly<Partial<Record<PieceKind, PieceId>>>;
  /** Where the own picture goes, while there is one. */
  readonly own: Place["anchor"] | undefined;
  readonly marks: boolean;
  /** Every face but the largest. */
  readonly hidesOthers: boolean;
  /** The picture shows the part with the faces. */
  readonly follows: boolean;
}

/** Nothing is done. */
export const noWishes: Wishes = { worn: {}, own: undefined, marks: false, hidesOthers: false, follows: false };

/** A drawing that is ready to be put on. */
export interface DrawnPiece {
  readonly image: Blob;
  readonly place: Place;
}

/** Where a picture of one's own goes; its size is that of the face. */
const ownPlaces: Readonly<Record<Place["anchor"], Place>> = {
  head: { anchor: "head", scale: 1.3, offset: [0, -0.35] },
  eyes: { anchor: "eyes", scale: 1.1, offset: [0, 0] },
  nose: { anchor: "nose", scale: 0.5, offset: [0, 0] },
  mouth: { anchor: "mouth", scale: 0.8, offset: [0, 0] },
};

/** Later ones are drawn over earlier ones: glasses over a moustache, the hat over both. */
const order: Readonly<Record<PieceKind, number>> = { moustache: 0, glasses: 1, hat: 2 };

/** The stages that fulfil the wishes; a piece that is not drawn yet waits. */
export const stagesOf = (
  { worn, own, marks, hidesOthers, follows }: Wishes,
  { pieceOf, ownImage }: { readonly pieceOf: (id: PieceId) => DrawnPiece | undefined; readonly ownImage: Blob | undefined },
): readonly VideoStageInput[] => {
  const overlay = { kind: "faces", mode: "overlay", band: "overlay" } as const;
  const pieces = (Object.entries(worn) as [PieceKind, PieceId | undefined][]).flatMap(([kind, id]): VideoStageInput[] => {
    const piece = id === undefined ? undefined : pieceOf(id);
    return piece === undefined ? [] : [{ ...overlay, ...piece.place, id: kind, order: order[kind], image: piece.image }];
  });
  return [
    ...pieces,
    ...(own === undefined || ownImage === undefined ? [] : [{ ...overlay, ...ownPlaces[own], id: "own", order: 3, image: ownImage }]),
    ...(marks ? [{ id: "marks", kind: "faces", mode: "marks", band: "annotate" } as const] : []),
    ...(hidesOthers ? [{ id: "hide", kind: "faces", mode: "hide", keep: "largest", band: "privacy" } as const] : []),
    ...(follows ? [{ id: "follow", kind: "faces", mode: "frame", band: "crop" } as const] : []),
  ];
};

/** Whether nothing is to be done. */
export const isIdle = ({ worn, own, marks, hidesOthers, follows }: Wishes): boolean =>
  Object.keys(worn).length === 0 && own === undefined && !marks && !hidesOthers && !follows;

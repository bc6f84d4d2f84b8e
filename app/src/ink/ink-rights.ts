import type { ScreenDrawing } from "@tfx/protocol";

/** A mark, seen from one page of the call. */
export interface MarkFacts {
  readonly author: string;
  /** Who presents. */
  readonly share: string;
  /** Whose page it has come to. */
  readonly self: string;
  /** What whoever presents allows. */
  readonly drawing: ScreenDrawing;
}

/** Whether somebody may draw on a share: whoever presents always, the others when they are let. */
export const mayDraw = ({ author, share, drawing }: Pick<MarkFacts, "author" | "share" | "drawing">): boolean =>
  author === share || drawing !== "off";

/**
 * Where a mark is drawn on this page: over the picture, on the shared page (which this page's person
 * shares), as an echo until it is seen there, or nowhere.
 */
export const placeOf = ({ author, share, self, drawing }: MarkFacts): "picture" | "page" | "echo" | undefined => {
  if (!mayDraw({ author, share, drawing })) return undefined;
  if (drawing !== "page") return "picture";
  if (self === share) return "page";
  return author === self ? "echo" : undefined;
};

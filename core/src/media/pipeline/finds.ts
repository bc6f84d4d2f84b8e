import type { Faces } from "../analyse/faces/face.ts";
import type { Mask } from "../analyse/segment/mask.ts";
import type { AnalysisKind } from "./analysis.ts";

/** What analysers have found, and when. */
export interface Finds {
  readonly mask: { readonly value: Mask & { readonly turn: number }; readonly atMs: number } | undefined;
  readonly faces: { readonly value: Faces; readonly atMs: number } | undefined;
}

/** The finds that hold at one moment. */
export interface Found {
  readonly mask: (Mask & { readonly turn: number }) | undefined;
  readonly faces: Faces | undefined;
}

/** Where somebody was so long ago says nothing of where they are: what hides people hides all of the picture then. */
const longestMs = 3_000;

/** Nobody has looked yet. */
export const noFinds: Finds = { mask: undefined, faces: undefined };

/** Takes what an analyser has found; masks are told apart by their turn. */
export const withFind = (finds: Finds, result: Mask | Faces, { atMs, turn }: { readonly atMs: number; readonly turn: number }): Finds =>
  result.kind === "mask" ? { ...finds, mask: { value: { ...result, turn }, atMs } } : { ...finds, faces: { value: result, atMs } };

/** Forgets what an analyser had found that is no more. */
export const withoutFind = (finds: Finds, kind: AnalysisKind): Finds =>
  kind === "faces" ? { ...finds, faces: undefined } : { ...finds, mask: undefined };

/** What still holds. */
export const foundAt = ({ mask, faces }: Finds, nowMs: number): Found => ({
  mask: mask !== undefined && nowMs - mask.atMs < longestMs ? mask.value : undefined,
  faces: faces !== undefined && nowMs - faces.atMs < longestMs ? faces.value : undefined,
});

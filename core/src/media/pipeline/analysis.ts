import type { Faces, PictureBox } from "../analyse/faces/face.ts";
import type { Mask } from "../analyse/segment/mask.ts";

/** Looks at one small picture at a time, beside the chain. Whoever implements it closes the picture. */
export interface Analyser {
  analyse(picture: ImageBitmap): Promise<Mask | Faces>;
  close?(): void;
}

/** What an analyser finds. */
export type AnalysisKind = "segmentation" | "faces";

/** How an analyser is come by and what it is given. */
export interface AnalyserSource {
  /** Called when a stage needs it for the first time: models are loaded here. */
  open(): Promise<Analyser>;
  /** Width of its pictures, in pixels; the height follows the camera. */
  readonly width: number;
  /** It is never given more pictures than this, however fast it is. */
  readonly perSecond: number;
}

/** The whole picture. */
export const wholePicture: PictureBox = { x: 0, y: 0, width: 1, height: 1 };

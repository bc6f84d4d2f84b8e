import type { VideoStage } from "@tfx/protocol/widgets";
import type { Faces } from "../analyse/faces/face.ts";
import type { Mask } from "../analyse/segment/mask.ts";
import type { AnalysisKind } from "./analysis.ts";

/** A stage and whose it is. */
export interface OwnedStage {
  readonly owner: string;
  readonly stage: VideoStage;
  /** Written by others: the first to be left out when time is short. */
  readonly foreign: boolean;
}

/** Names a stage among all owners'. */
export const stageKey = ({ owner, stage }: OwnedStage): string => `${owner}/${stage.id}`;

/** A stage that cannot be drawn, and the compiler's words. */
export interface StageFault {
  readonly key: string;
  readonly text: string;
}

/** Asked of the chain. Streams, pictures and bitmaps are transferred. */
export type ToChain =
  | { readonly type: "source"; readonly readable: ReadableStream<VideoFrame> | undefined }
  | { readonly type: "sink"; readonly writable: WritableStream<VideoFrame> | undefined }
  /** Stages come in the order in which they are applied. */
  | { readonly type: "stages"; readonly turn: number; readonly stages: readonly OwnedStage[] }
  | { readonly type: "analyser"; readonly kind: AnalysisKind; readonly width: number; readonly perSecond: number }
  | { readonly type: "analysed"; readonly kind: AnalysisKind; readonly result: Mask | Faces | undefined }
  /** The analyser is no more; what it found holds no longer. */
  | { readonly type: "lost"; readonly kind: AnalysisKind }
  | { readonly type: "watch"; readonly kinds: readonly AnalysisKind[] }
  | { readonly type: "answer"; readonly key: string; readonly bitmap: ImageBitmap }
  | { readonly type: "preview"; readonly id: number; readonly stages: readonly OwnedStage[]; readonly width: number };

/** Figures of the chain, once a second. */
export interface ChainFigures {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** What one picture takes from its arrival to its sending, in milliseconds. */
  readonly frameMs: number;
  /** Pictures of the camera that were not sent on, since the chain began. */
  readonly dropped: number;
  /** Keys of stages left out because time is short. */
  readonly bypassed: readonly string[];
}

/** The worker in which a chain runs says that it is there. */
export interface ChainBeat {
  readonly type: "beat";
}

/** Told by the chain. */
export type FromChain =
  | { readonly type: "ready" }
  | { readonly type: "unable" }
  | { readonly type: "staged"; readonly turn: number; readonly faults: readonly StageFault[] }
  /** The first picture that the stages of this turn made has been sent. */
  | { readonly type: "written"; readonly turn: number }
  | { readonly type: "figures"; readonly figures: ChainFigures }
  | { readonly type: "look"; readonly kind: AnalysisKind; readonly bitmap: ImageBitmap }
  | { readonly type: "picture"; readonly owner: string; readonly id: string; readonly bitmap: ImageBitmap }
  | { readonly type: "previewed"; readonly id: number; readonly bitmap: ImageBitmap | undefined; readonly faults: readonly StageFault[] };

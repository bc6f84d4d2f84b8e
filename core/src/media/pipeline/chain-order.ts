import type { VideoStage } from "@tfx/protocol/widgets";
import type { AnalysisKind } from "./analysis.ts";
import type { OwnedStage } from "./chain-messages.ts";

/** What has to be found in the picture for these stages. */
export const neededAnalyses = (stages: readonly OwnedStage[]): ReadonlySet<AnalysisKind> => {
  const needs = stages.map(({ stage }) => analysisOf(stage));
  return new Set(needs.filter((kind) => kind !== undefined));
};

/** What has to be found for one stage. */
export const analysisOf = ({ kind }: VideoStage): AnalysisKind | undefined => {
  if (kind === "background") return "segmentation";
  return kind === "faces" ? "faces" : undefined;
};

/** Whether the camera's untouched picture must not be sent in the place of what these stages make. */
export const hidesSomething = (stages: readonly OwnedStage[]): boolean => stages.some(({ stage }) => stageHides(stage));

/** Whether a stage hides something: whatever is in the band `privacy`, all that is behind a person, faces. */
export const stageHides = (stage: VideoStage): boolean =>
  stage.kind === "background" || stage.band === "privacy" || (stage.kind === "faces" && stage.mode === "hide");

/** Stages without those that wait for finds in vain; what hides something stays, and hides everything then. */
export const drawnStages = (stages: readonly OwnedStage[], isMissing: (stage: VideoStage) => boolean): readonly OwnedStage[] =>
  stages.filter((owned) => hidesSomething([owned]) || !isMissing(owned.stage));

interface Size {
  readonly width: number;
  readonly height: number;
}

/** As `stageLimits` has it; the chain's worker does without the tables of the protocol, which are five times its size. */
const [maxPictureWidth, maxPictureHeight] = [640, 360];

/** Size of a small picture of the same shape: as wide as wished, no larger than what may cross to code of others. */
export const fitPicture = (camera: Size, width: number): Size => {
  const scale = Math.min(1, Math.min(width, maxPictureWidth) / camera.width, maxPictureHeight / camera.height);
  return { width: atLeastOne(camera.width * scale), height: atLeastOne(camera.height * scale) };
};

/** Size in which the chain works; encoders want even numbers. */
export const workingSize = (camera: Size, scale: number): Size =>
  scale === 1 ? camera : { width: even(camera.width / scale), height: even(camera.height / scale) };

const atLeastOne = (value: number): number => Math.max(1, Math.round(value));
const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2));

import { stageBands, stageLimits, type VideoStage } from "@tfx/protocol/widgets";
import type { AnalysisKind } from "./analysis.ts";
import type { OwnedStage } from "./chain-messages.ts";

/** The order in which stages are applied: by band, then by `order`, then by owner, then as the owner gave them. */
export const orderStages = (stages: readonly OwnedStage[]): readonly OwnedStage[] =>
  stages.toSorted(
    (a, b) =>
      stageBands.indexOf(a.stage.band) - stageBands.indexOf(b.stage.band) || a.stage.order - b.stage.order || compare(a.owner, b.owner),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

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
export const hidesSomething = (stages: readonly OwnedStage[]): boolean =>
  stages.some(({ stage }) => stage.kind === "background" || stage.band === "privacy" || (stage.kind === "faces" && stage.mode === "hide"));

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size of a small picture of the same shape: as wide as wished, no larger than what may cross to code of others. */
export const fitPicture = (camera: Size, width: number): Size => {
  const { maxPictureWidth, maxPictureHeight } = stageLimits;
  const scale = Math.min(1, Math.min(width, maxPictureWidth) / camera.width, maxPictureHeight / camera.height);
  return { width: atLeastOne(camera.width * scale), height: atLeastOne(camera.height * scale) };
};

/** Size in which the chain works; encoders want even numbers. */
export const workingSize = (camera: Size, scale: number): Size =>
  scale === 1 ? camera : { width: even(camera.width / scale), height: even(camera.height / scale) };

const atLeastOne = (value: number): number => Math.max(1, Math.round(value));
const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2));

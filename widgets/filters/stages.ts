import type { VideoStageInput } from "@tfx/widget-sdk";
import type { CubeTable } from "./cube/parse-cube.ts";
import type { LookId, Values } from "./looks/look.ts";
import { findLook, fitValue } from "./looks/looks.ts";
import { chromaOverPicture } from "./looks/shape-looks.ts";

/** A filter in use: a look, or the table of colours, with what is set. */
export interface Applied {
  readonly look: LookId | "table";
  readonly values: Values;
}

/** What is behind the person. */
export type Background =
  | { readonly mode: "blur"; readonly strength: number }
  | { readonly mode: "picture" }
  | { readonly mode: "color"; readonly color: string };

/** What the person chose, first to last as it is done. */
export interface Choice {
  readonly filters: readonly Applied[];
  readonly background: Background | undefined;
}

/** Nothing is done. */
export const noChoice: Choice = { filters: [], background: undefined };

/** The chain takes eight stages of one widget; one of them is the background's. */
export const mostFilters = 7;

/** Files that the person chose. */
export interface Files {
  readonly picture?: Blob | undefined;
  readonly table?: CubeTable | undefined;
}

const partsOf = (colour: string): [number, number, number] => {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
};

const stageOfLook = ({ look: id, values }: Applied, order: number, picture: Blob | undefined): VideoStageInput | undefined => {
  const look = findLook(id);
  if (look === undefined) return undefined;
  const { fragment, band, passes, settings } = look;
  const uniforms = settings.flatMap((setting): [string, number | [number, number, number]][] => {
    const value = fitValue(setting, values[setting.id]);
    if (setting.kind === "switch") return [];
    return [[setting.id, typeof value === "string" ? partsOf(value) : value]];
  });
  const stage = { kind: "shader", id, band, order, passes, fragment, uniforms: Object.fromEntries(uniforms) } as const;
  if (id !== "chroma" || values.behindMe !== 1 || picture === undefined) return stage;
  return { ...stage, fragment: chromaOverPicture, images: { behind: picture } };
};

const stageOfTable = ({ values }: Applied, order: number, { size, bytes }: CubeTable): VideoStageInput => ({
  kind: "lut",
  id: "table",
  band: "color",
  order,
  size,
  table: bytes,
  strength: typeof values.amount === "number" ? Math.min(1, Math.max(0, values.amount)) : 1,
});

const stageOfBackground = (background: Background, picture: Blob | undefined): VideoStageInput | undefined => {
  const stage = { id: "background", kind: "background", band: "background" } as const;
  if (background.mode === "blur") return { ...stage, mode: "blur", strength: background.strength };
  if (background.mode === "color") return { ...stage, mode: "color", color: background.color };
  return picture === undefined ? undefined : { ...stage, mode: "image", image: picture };
};

/** The stages that do what was chosen; what lacks its file is left out. */
export const stagesOf = ({ filters, background }: Choice, { picture, table }: Files = {}): readonly VideoStageInput[] => {
  const behind = background === undefined ? undefined : stageOfBackground(background, picture);
  const stages = filters.map((applied, order) => {
    if (applied.look !== "table") return stageOfLook(applied, order, picture);
    return table === undefined ? undefined : stageOfTable(applied, order, table);
  });
  return [behind, ...stages].filter((stage) => stage !== undefined);
};

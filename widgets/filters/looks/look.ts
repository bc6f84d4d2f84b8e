import type { VideoStageInput } from "@tfx/widget-sdk";

/** Groups under which looks are listed. */
export const lookGroups = ["colour", "detail", "shape"] as const;
/** A group of looks. */
export type LookGroup = (typeof lookGroups)[number];

/** Something about a look that the person can change: a number of a range, a colour, or yes and no. */
export type Setting =
  | { readonly id: SettingId; readonly kind: "amount"; readonly least: number; readonly most: number; readonly initial: number }
  | { readonly id: SettingId; readonly kind: "colour"; readonly initial: string }
  | { readonly id: SettingId; readonly kind: "switch"; readonly initial: number };

/** Names of all settings; those of numbers and colours are the shader's names for them. */
export type SettingId =
  | "amount"
  | "brightness"
  | "contrast"
  | "saturation"
  | "dark"
  | "bright"
  | "key"
  | "range"
  | "fill"
  | "behindMe"
  | "blocks"
  | "levels";

/** What is done to the picture, as a shader with settings. */
export interface Look {
  readonly id: LookId;
  readonly group: LookGroup;
  readonly settings: readonly Setting[];
  readonly fragment: string;
  readonly passes: number;
  /** What moves pixels stands after what finds faces and people in the picture. */
  readonly band: Extract<VideoStageInput["band"], "color" | "annotate">;
}

/** Names of all looks. */
export type LookId =
  | "adjust"
  | "warm"
  | "cool"
  | "sepia"
  | "mono"
  | "noir"
  | "duotone"
  | "vivid"
  | "fade"
  | "heat"
  | "negative"
  | "blur"
  | "glow"
  | "sharpen"
  | "edge"
  | "cartoon"
  | "pixelate"
  | "grain"
  | "vignette"
  | "chroma"
  | "mirror"
  | "twin";

/** What the person set, by setting. */
export type Values = Readonly<Partial<Record<SettingId, number | string>>>;

/** A setting from nothing to all of it. */
export const amount = (
  initial: number,
  range: { readonly least?: number; readonly most?: number; readonly id?: SettingId } = {},
): Setting => ({
  id: range.id ?? "amount",
  kind: "amount",
  least: range.least ?? 0,
  most: range.most ?? 1,
  initial,
});

/** A setting for a colour. */
export const colour = (id: SettingId, initial: string): Setting => ({ id, kind: "colour", initial });

/** Makes a look; where nothing else is said it runs once, among the colours. */
export const look = (id: LookId, given: Pick<Look, "group" | "settings" | "fragment"> & Partial<Look>): Look => ({
  id,
  passes: 1,
  band: "color",
  ...given,
});

import { z } from "zod";
import { shaderFault } from "./shader-fault.ts";

/** Where in the chain a stage stands, first to last; a stage of a later band sees what the earlier ones made. */
export const stageBands = ["denoise", "crop", "background", "retouch", "color", "overlay", "annotate", "privacy"] as const;

/** Limits of what a widget may put into the chain. */
export const stageLimits = {
  /** Longest source of a shader, in characters. */
  maxFragmentChars: 16_384,
  maxUniforms: 32,
  maxImages: 2,
  maxPasses: 4,
  /** Entries along one edge of a colour table. */
  maxLutSize: 33,
  /** Largest picture file, in bytes. */
  maxImageBytes: 8 * 1024 * 1024,
  /** Longest edge of a picture, in pixels: a small file can unfold to a huge one. */
  maxImageEdge: 4_096,
  /** Stages of one owner. */
  maxStages: 8,
  /** Largest picture that is handed to code of others, and taken back, in pixels. */
  maxPictureWidth: 640,
  maxPictureHeight: 360,
} as const;

/** Names a stage among those of its owner. */
export const stageId = z
  .string()
  .max(48)
  .regex(/^[a-z][a-z0-9-]*$/);

const reserved = new Set(["picture", "original", "size", "time", "pass", "uv"]);
/** What can be a name in GLSL and means nothing there yet. */
const uniformName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,31}$/)
  .refine((name) => !reserved.has(name) && !name.startsWith("tfx"));

const isBlob = (value: unknown): value is Blob => typeof Blob !== "undefined" && value instanceof Blob;
const isBitmap = (value: unknown): value is ImageBitmap =>
  typeof ImageBitmap !== "undefined" && value instanceof ImageBitmap && Math.max(value.width, value.height) <= stageLimits.maxImageEdge;

/** A picture file. SVG comes drawn: its author's scripts and links have no place here. */
const pictureFile = z
  .custom<Blob>((value) => isBlob(value) && value.size <= stageLimits.maxImageBytes && /^image\/(?:png|jpeg|webp|gif)$/.test(value.type))
  .meta({ title: "Blob of a picture" });
const image = z.union([pictureFile, z.custom<ImageBitmap>(isBitmap).meta({ title: "ImageBitmap" })]);

const finite = z.number().min(-1e6).max(1e6);
const uniform = z.union([finite, z.tuple([finite, finite]), z.tuple([finite, finite, finite]), z.tuple([finite, finite, finite, finite])]);
const share = z.number().min(0).max(1);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

const every = {
  /** Names the stage among those of its owner. */
  id: stageId,
  band: z.enum(stageBands),
  /** Within the band, lowest first. */
  order: z.number().int().min(-1_000).max(1_000).default(0),
};

const atMost = (count: number) => (given: object) => Object.keys(given).length <= count;

/**
 * GLSL ES 3.00 that defines `vec4 filterPixel(vec2 uv)`, and functions that it uses. `uv` runs from (0, 0),
 * top left, to (1, 1). Given: `sampler2D picture` (what the stage or pass before made), `sampler2D original`
 * (what this stage was given), `vec2 size` (pixels), `float time` (seconds), `int pass`, and the own uniforms and images.
 */
const shaderStage = z.strictObject({
  ...every,
  kind: z.literal("shader"),
  fragment: z
    .string()
    .min(1)
    .max(stageLimits.maxFragmentChars)
    .superRefine((fragment, context) => {
      const fault = shaderFault(fragment);
      if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
    }),
  uniforms: z.record(uniformName, uniform).refine(atMost(stageLimits.maxUniforms)).default({}),
  images: z.record(uniformName, image).refine(atMost(stageLimits.maxImages)).default({}),
  /** How often the shader runs over the picture, each time over its own result. */
  passes: z.number().int().min(1).max(stageLimits.maxPasses).default(1),
});

const lut = {
  ...every,
  kind: z.literal("lut"),
  /** Entries along one edge. */
  size: z.number().int().min(2).max(stageLimits.maxLutSize),
  strength: share.default(1),
};
const isFull = ({ size, table }: { readonly size: number; readonly table: Uint8Array }): boolean => table.length === size ** 3 * 3;

/** A table of colours (a `.cube` file, read): for each red, green, blue in steps the new colour; red changes fastest. */
const lutStage = z
  .strictObject({
    ...lut,
    /** Red, green, blue of each entry, a byte each. */
    table: z.instanceof(Uint8Array),
  })
  .refine(isFull, { path: ["table"] });

/** What is behind the person. The person is found by an analyser. */
const backgroundStage = z.discriminatedUnion("mode", [
  z.strictObject({ ...every, kind: z.literal("background"), mode: z.literal("blur"), strength: share.default(0.6) }),
  z.strictObject({ ...every, kind: z.literal("background"), mode: z.literal("image"), image }),
  z.strictObject({ ...every, kind: z.literal("background"), mode: z.literal("color"), color: colour }),
]);

const faces = { ...every, kind: z.literal("faces") };
/** Something at, or done with, each face that an analyser finds. */
const facesStage = z.discriminatedUnion("mode", [
  z.strictObject({
    ...faces,
    mode: z.literal("overlay"),
    image,
    anchor: z.enum(["head", "eyes", "nose", "mouth"]),
    /** Width of the image in widths of the face. */
    scale: z.number().min(0.05).max(8).default(1),
    /** Right and down from the anchor, in widths of the face, turning with it. */
    offset: z.tuple([z.number().min(-4).max(4), z.number().min(-4).max(4)]).default([0, 0]),
  }),
  z.strictObject({ ...faces, mode: z.literal("marks") }),
  z.strictObject({ ...faces, mode: z.literal("hide"), keep: z.enum(["nobody", "largest"]).default("nobody") }),
  z.strictObject({ ...faces, mode: z.literal("frame") }),
]);

/** The pictures go to code of the owner and come back changed. Late answers never hold the others up. */
const picturesStage = z.strictObject({
  ...every,
  kind: z.literal("pictures"),
  /** Width of the pictures that the owner is given, in pixels. */
  width: z.number().int().min(16).max(stageLimits.maxPictureWidth).default(stageLimits.maxPictureWidth),
});

/** One step of what is done to the own camera's picture before it is sent; see {@link stageBands} for the order. */
export const videoStage = z.union([shaderStage, lutStage, backgroundStage, facesStage, picturesStage]);
/** One step of what is done to the own camera's picture. */
export type VideoStage = z.output<typeof videoStage>;
/** What an author writes: fields with a default may be left out. */
export type VideoStageInput = z.input<typeof videoStage>;
/** A stage of one kind. */
export type VideoStageOf<K extends VideoStage["kind"]> = Extract<VideoStage, { kind: K }>;

const distinct = (stages: readonly VideoStage[]): boolean => new Set(stages.map(({ id }) => id)).size === stages.length;

/** All stages of one owner; they replace those before. */
export const videoStages = z.array(videoStage).max(stageLimits.maxStages).refine(distinct);

/** Of the largest table: base64 takes four letters for three bytes. */
const maxTableChars = 4 * stageLimits.maxLutSize ** 3;

/** A stage of a filter that is data alone, as JSON has it: a shader without pictures, or a table of colours in base64. */
const dataStage = z.union([
  shaderStage,
  z
    .strictObject({ ...lut, table: z.base64().max(maxTableChars) })
    .refine(({ size, table }) => table.length === 4 * size ** 3, { path: ["table"] }),
]);
/** A stage of a filter that is data alone. */
export type DataStage = z.output<typeof dataStage>;

/** What a filter that is data alone does; see `filter` of the manifest. */
export const dataStages = z
  .array(dataStage)
  .min(1)
  .max(stageLimits.maxStages)
  .refine((stages) => new Set(stages.map(({ id }) => id)).size === stages.length);

/** The stages of a filter that is data alone, as the chain takes them. */
export const readDataStages = (stages: readonly DataStage[]): readonly VideoStage[] =>
  stages.map((stage) =>
    stage.kind === "shader" ? stage : { ...stage, table: Uint8Array.from(atob(stage.table), (letter) => letter.charCodeAt(0)) },
  );

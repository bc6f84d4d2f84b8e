import type { VideoStageOf } from "@tfx/protocol/widgets";
import { invariantText } from "./gl-sources.ts";
import type { GlToolbox, Target } from "./gl-toolbox.ts";
import { drawCopy } from "./shader-drawer.ts";
import { bitmapOf, textureOf, withTarget, type Drawing, type DrawerTools, type StageDrawer } from "./stage-drawer.ts";

/** The blurred background is made this many times smaller: nobody sees the difference, and it costs a ninth. */
const smaller = 3;
const mostRounds = 4;

/** Draws what is behind the person. Until somebody is found, everything is behind: nothing shows by mistake. */
export const openBackgroundDrawer = async (stage: VideoStageOf<"background">, { tools }: DrawerTools): Promise<StageDrawer> => {
  const { gl } = tools;
  const image = stage.mode === "image" ? await bitmapOf(stage.image) : undefined;
  const behind = image === undefined ? undefined : textureOf(tools, image);
  const shape = image === undefined ? undefined : { width: image.width, height: image.height };
  image?.close();
  const mask = createMaskTexture(tools);
  return {
    mode: () => "fill",
    draw(drawing) {
      mask.follow(drawing.found.mask);
      const paint = (texture: WebGLTexture) => composite(drawing, { behind: texture, mask: mask.texture, stage, shape });
      if (stage.mode === "blur") withBlurred(drawing, stage.strength, paint);
      else paint(behind ?? drawing.input);
    },
    close() {
      if (behind !== undefined) gl.deleteTexture(behind);
      mask.close();
    },
  };
};

const createMaskTexture = (tools: GlToolbox) => {
  const { gl } = tools;
  const texture = tools.texture();
  const load = (width: number, height: number, data: Uint8Array) =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, width, height, 0, gl.RED, gl.UNSIGNED_BYTE, data);
  const nobody = new Uint8Array(1);
  load(1, 1, nobody);
  let turn = -1;
  return {
    texture,
    follow(mask: Drawing["found"]["mask"]) {
      const next = mask?.turn ?? -1;
      if (next === turn) return;
      turn = next;
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      if (mask === undefined) load(1, 1, nobody);
      else load(mask.width, mask.height, mask.data);
    },
    close: () => gl.deleteTexture(texture),
  };
};

const withBlurred = ({ tools, input, width, height }: Drawing, strength: number, paint: (texture: WebGLTexture) => void): void => {
  const size = { width: Math.ceil(width / smaller), height: Math.ceil(height / smaller) };
  withTarget(tools, size, (one) =>
    withTarget(tools, size, (other) => {
      drawCopy(tools, input, one);
      const rounds = Math.max(1, Math.round(strength * mostRounds));
      for (let round = 0; round < rounds; round++) {
        // Each round reaches farther, so that few rounds blur much.
        const reach = (1 + round) * (0.5 + strength);
        drawBlur(tools, { input: one.texture, output: other, x: reach / size.width, y: 0 });
        drawBlur(tools, { input: other.texture, output: one, x: 0, y: reach / size.height });
      }
      paint(one.texture);
    }),
  );
};

const drawBlur = (tools: GlToolbox, { input, output, x, y }: { input: WebGLTexture; output: Target; x: number; y: number }): void => {
  const program = tools.program(invariantText.blur);
  tools.use(program, output);
  tools.bind(program, "picture", { unit: 0, texture: input });
  tools.gl.uniform2f(program.at("direction"), x, y);
  tools.fill();
};

interface Composite {
  readonly stage: VideoStageOf<"background">;
  readonly behind: WebGLTexture;
  readonly mask: WebGLTexture;
  readonly shape: { readonly width: number; readonly height: number } | undefined;
}

const composite = ({ tools, input, output, width, height, region }: Drawing, { stage, behind, mask, shape }: Composite): void => {
  const { gl } = tools;
  const program = tools.program(invariantText.background);
  tools.use(program, output);
  tools.bind(program, "picture", { unit: 0, texture: input });
  tools.bind(program, "behind", { unit: 1, texture: behind });
  tools.bind(program, "mask", { unit: 2, texture: mask });
  gl.uniform4f(program.at("region"), region.x, region.y, region.width, region.height);
  // Of an image of another shape the middle is shown, as `object-fit: cover` does.
  const ratio = shape === undefined ? 1 : (width * shape.height) / (height * shape.width);
  gl.uniform2f(program.at("cover"), Math.min(1, ratio), Math.min(1, 1 / ratio));
  gl.uniform1f(program.at("usePlain"), stage.mode === "color" ? 1 : 0);
  gl.uniform3fv(program.at("plain"), stage.mode === "color" ? colourOf(stage.color) : [0, 0, 0]);
  tools.fill();
};

/** Red, green and blue of `#rrggbb`, from 0 to 1. */
const colourOf = (text: string): [number, number, number] => {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
};

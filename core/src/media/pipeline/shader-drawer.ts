import type { VideoStageOf } from "@tfx/protocol/widgets";
import { invariantText, shaderSource } from "./gl-sources.ts";
import type { GlToolbox, Program, Target, TextureTarget } from "./gl-toolbox.ts";
import { bitmapOf, textureOf, type Drawing, type DrawerTools, type StageDrawer } from "./stage-drawer.ts";

/** Units 0 and 1 hold the picture and the original. */
const firstImageUnit = 2;

/** Draws a shader that came as data. @throws {ShaderRefused} when it does not compile */
export const openShaderDrawer = async (stage: VideoStageOf<"shader">, { tools }: DrawerTools): Promise<StageDrawer> => {
  const source = shaderSource(stage);
  const program = tools.borrow(source);
  const images: (readonly [string, WebGLTexture])[] = [];
  const close = (): void => {
    images.forEach(([, texture]) => tools.gl.deleteTexture(texture));
    tools.giveBack(source);
  };
  try {
    for (const [name, image] of Object.entries(stage.images)) {
      const bitmap = await bitmapOf(image);
      images.push([name, textureOf(tools, bitmap)]);
      bitmap.close();
    }
  } catch (error) {
    close();
    throw error;
  }
  const givens = { stage, program, images };
  return { mode: () => "fill", draw: (drawing) => drawPasses(drawing, givens), close };
};

interface Givens {
  readonly stage: VideoStageOf<"shader">;
  readonly program: Program;
  readonly images: readonly (readonly [string, WebGLTexture])[];
}

const drawPasses = (drawing: Drawing, givens: Givens): void => {
  const { tools, output } = drawing;
  let input = drawing.input;
  let before: TextureTarget | undefined;
  for (let pass = 0; pass < givens.stage.passes; pass++) {
    const isLast = pass === givens.stage.passes - 1;
    const target = isLast ? undefined : tools.acquire(output.width, output.height);
    drawPass(drawing, givens, { pass, input, target: target ?? output });
    if (before !== undefined) tools.release(before);
    before = target;
    input = target?.texture ?? input;
  }
};

interface Pass {
  readonly pass: number;
  readonly input: WebGLTexture;
  readonly target: Target;
}

const drawPass = (drawing: Drawing, { stage, program, images }: Givens, { pass, input, target }: Pass): void => {
  const { tools } = drawing;
  const { gl } = tools;
  tools.use(program, target);
  tools.bind(program, "picture", { unit: 0, texture: input });
  if (program.at("original") !== null) tools.bind(program, "original", { unit: 1, texture: drawing.input });
  images.forEach(([name, texture], index) => tools.bind(program, name, { unit: firstImageUnit + index, texture }));
  gl.uniform2f(program.at("size"), target.width, target.height);
  // A day is as far as a float tells tenths of a second apart.
  gl.uniform1f(program.at("time"), (drawing.nowMs / 1_000) % 86_400);
  gl.uniform1i(program.at("pass"), pass);
  for (const [name, value] of Object.entries(stage.uniforms)) setUniform(gl, program.at(name), value);
  tools.fill();
};

const setUniform = (gl: WebGL2RenderingContext, at: WebGLUniformLocation | null, value: number | readonly number[]): void => {
  if (typeof value === "number") gl.uniform1f(at, value);
  else if (value.length === 2) gl.uniform2fv(at, value);
  else if (value.length === 3) gl.uniform3fv(at, value);
  else gl.uniform4fv(at, value);
};

/** Draws a table of colours. */
export const createLutDrawer = ({ size, table, strength }: VideoStageOf<"lut">, { tools }: DrawerTools): StageDrawer => {
  const { gl } = tools;
  const texture = tools.texture("3d");
  gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGB8, size, size, size, 0, gl.RGB, gl.UNSIGNED_BYTE, table);
  const program = tools.program(invariantText.lut);
  return {
    mode: () => "fill",
    draw({ input, output }) {
      tools.use(program, output);
      tools.bind(program, "picture", { unit: 0, texture: input });
      tools.bind(program, "table", { unit: 1, texture, kind: "3d" });
      gl.uniform1f(program.at("entries"), size);
      gl.uniform1f(program.at("strength"), strength);
      tools.fill();
    },
    close: () => gl.deleteTexture(texture),
  };
};

/** Copies a picture as it is. */
export const drawCopy = (tools: GlToolbox, input: WebGLTexture, output: Target): void => {
  const program = tools.program(invariantText.copy);
  tools.use(program, output);
  tools.bind(program, "picture", { unit: 0, texture: input });
  tools.fill();
};

import type { Faces } from "../analyse/faces/face.ts";
import type { Mask } from "../analyse/segment/mask.ts";
import { wholePicture, type AnalysisKind } from "./analysis.ts";
import { openBackgroundDrawer } from "./background-drawer.ts";
import { workingSize } from "./chain-order.ts";
import { stageKey, type OwnedStage, type StageFault } from "./chain-messages.ts";
import { openFacesDrawer } from "./faces-drawer.ts";
import { foundAt, noFinds, withFind, withoutFind, type Finds } from "./finds.ts";
import { GlToolbox, ShaderRefused, type Target, type TextureTarget } from "./gl-toolbox.ts";
import { createPicturesDrawer } from "./pictures-drawer.ts";
import { createLutDrawer, drawCopy, openShaderDrawer } from "./shader-drawer.ts";
import { loadTexture, withTarget, type Drawing, type DrawerTools, type StageDrawer } from "./stage-drawer.ts";

/** A stage that can be drawn. */
export interface ReadyStage {
  readonly key: string;
  readonly owned: OwnedStage;
  readonly drawer: StageDrawer;
}

/** A picture of the camera. */
export interface CameraPicture {
  readonly picture: TexImageSource;
  readonly width: number;
  readonly height: number;
}

type Canvas = OffscreenCanvas | HTMLCanvasElement;

/** Nothing that only costs: no alpha to compose, no depth, no second set of samples. */
const lean: WebGLContextAttributes = { alpha: false, antialias: false, depth: false, stencil: false, premultipliedAlpha: false };

/** The context of a canvas as the chain draws on it; undefined where the machine has none. */
export const openGl = (canvas: Canvas): WebGL2RenderingContext | undefined => {
  // Both answer alike; together their types do not.
  const gl = "transferToImageBitmap" in canvas ? canvas.getContext("webgl2", lean) : canvas.getContext("webgl2", lean);
  return gl ?? undefined;
};

/** Widths at which a new shader is tried, until one tells enough. */
const trialWidths = [32, 96, 320];
const trialEnoughMs = 30;
/** A camera of 640×360, until there is one. */
const trialPixels = 230_400;

/** Draws chains of stages onto one canvas, and small pictures of them. */
export class ChainRenderer {
  readonly #canvas: Canvas;
  readonly #tools: GlToolbox;
  readonly #source: WebGLTexture;
  #size = { width: 0, height: 0 };
  #finds: Finds = noFinds;
  #turn = 0;

  constructor(canvas: Canvas, gl: WebGL2RenderingContext) {
    this.#canvas = canvas;
    this.#tools = new GlToolbox(gl);
    this.#source = this.#tools.texture();
  }

  /** Compiles and loads what stages need. Those that cannot be drawn are faults; the others are ready. */
  async ready(
    stages: readonly OwnedStage[],
    handOut: (owned: OwnedStage, bitmap: ImageBitmap) => void,
  ): Promise<{ ready: readonly ReadyStage[]; faults: readonly StageFault[] }> {
    const ready: ReadyStage[] = [];
    const faults: StageFault[] = [];
    for (const owned of stages) {
      const key = stageKey(owned);
      try {
        const drawer = await openDrawer(owned, { tools: this.#tools, handOut: (bitmap) => handOut(owned, bitmap) });
        ready.push({ key, owned, drawer });
      } catch (error) {
        const isForeign = error instanceof ShaderRefused || error instanceof DOMException; // a picture that is none
        if (!isForeign) throw error;
        faults.push({ key, text: error.message });
      }
    }
    return { ready, faults };
  }

  /** Takes what an analyser has found. */
  find(result: Mask | Faces): void {
    this.#turn += 1;
    this.#finds = withFind(this.#finds, result, { atMs: performance.now(), turn: this.#turn });
  }

  /** Forgets what an analyser found that is no more; without one, all that was found in another camera's picture. */
  forget(kind?: AnalysisKind): void {
    this.#finds = kind === undefined ? noFinds : withoutFind(this.#finds, kind);
  }

  /** Takes the next picture; the chain works on one `scale` times smaller. */
  load({ picture, width, height }: CameraPicture, scale = 1): void {
    const size = workingSize({ width, height }, scale);
    if (size.width !== this.#size.width || size.height !== this.#size.height) {
      this.#tools.trim();
      this.#size = size;
    }
    loadTexture(this.#tools, this.#source, picture);
  }

  /** Draws the stages onto the canvas. With `onStage`, waits after each one and tells its time, in milliseconds. */
  draw(stages: readonly ReadyStage[], nowMs: number, onStage?: (key: string, ms: number) => void): void {
    const { width, height } = this.#size;
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    this.#run(stages, { output: { framebuffer: null, width, height }, nowMs, onStage });
  }

  /**
   * What one stage would take on a picture of the camera's size, in milliseconds, found out on small ones: a
   * shader can be so slow that a single picture of full size holds everything up for seconds.
   */
  estimate(stage: ReadyStage, nowMs: number): number {
    const pixels = Math.max(trialPixels, this.#size.width * this.#size.height);
    let estimate = 0;
    for (const width of trialWidths) {
      const height = Math.round((width * 9) / 16);
      // The first drawing compiles what was put off.
      const times = [0, 1].map(() => this.#time(stage, nowMs, { width, height }));
      estimate = ((times[1] ?? 0) * pixels) / (width * height);
      // A small picture says nothing of a quick shader; of a slow one it says enough.
      if (Math.min(...times) > trialEnoughMs) return estimate;
    }
    return estimate;
  }

  #time(stage: ReadyStage, nowMs: number, size: { width: number; height: number }): number {
    const startedMs = performance.now();
    withTarget(this.#tools, size, (target) => {
      this.#run([stage], { output: target, nowMs });
      this.#tools.finish();
    });
    return performance.now() - startedMs;
  }

  /** A small picture of what the stages make. */
  small(stages: readonly ReadyStage[], nowMs: number, width: number): ImageData {
    const height = Math.max(1, Math.round((width * this.#size.height) / this.#size.width));
    let pixels: ImageData | undefined;
    withTarget(this.#tools, { width, height }, (target) => {
      this.#run(stages, { output: target, nowMs });
      pixels = this.#read(target);
    });
    return pixels ?? new ImageData(width, height);
  }

  #run(
    stages: readonly ReadyStage[],
    how: { output: Target; nowMs: number; onStage?: ((key: string, ms: number) => void) | undefined },
  ): void {
    const tools = this.#tools;
    const { output, nowMs, onStage } = how;
    const last = stages.findLastIndex(({ drawer }) => drawer.mode() === "fill" || drawer.region !== undefined);
    const found = foundAt(this.#finds, nowMs);
    let region = wholePicture;
    let held: TextureTarget | undefined;
    let isDone = false;
    const fill = (index: number, draw: (target: Target, input: WebGLTexture) => void): void => {
      const next = index >= last ? undefined : tools.acquire(output.width, output.height);
      draw(next ?? output, held?.texture ?? this.#source);
      if (held !== undefined) tools.release(held);
      held = next;
      isDone = next === undefined;
    };
    for (const [index, { key, drawer }] of stages.entries()) {
      const startedMs = performance.now();
      region = drawer.region?.({ found, nowMs }) ?? region;
      const drawing = (target: Target, input: WebGLTexture): Drawing => this.#drawing({ input, output: target, nowMs, region, found });
      const mode = drawer.mode();
      if (mode === "fill") fill(index, (target, input) => drawer.draw(drawing(target, input)));
      if (mode === "over") {
        if (held === undefined && !isDone) fill(index, (target, input) => drawCopy(tools, input, target));
        drawer.draw(drawing(held ?? output, this.#source));
      }
      if (onStage === undefined) continue;
      tools.finish();
      onStage(key, performance.now() - startedMs);
    }
    if (!isDone) fill(last, (target, input) => drawCopy(tools, input, target));
  }

  #drawing(given: Pick<Drawing, "input" | "output" | "nowMs" | "region" | "found">): Drawing {
    const readSmall: Drawing["readSmall"] = (input, width, height) => {
      let pixels: ImageData | undefined;
      withTarget(this.#tools, { width, height }, (target) => {
        drawCopy(this.#tools, input, target);
        pixels = this.#read(target);
      });
      return pixels ?? new ImageData(width, height);
    };
    return { ...given, ...this.#size, tools: this.#tools, readSmall };
  }

  #read({ framebuffer, width, height }: TextureTarget): ImageData {
    const { gl } = this.#tools;
    const pixels = new ImageData(width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.data.buffer));
    return pixels;
  }
}

const openDrawer = async (owned: OwnedStage, given: DrawerTools): Promise<StageDrawer> => {
  const { stage } = owned;
  if (stage.kind === "shader") return openShaderDrawer(stage, given);
  if (stage.kind === "lut") return createLutDrawer(stage, given);
  if (stage.kind === "background") return openBackgroundDrawer(stage, given);
  return stage.kind === "faces" ? openFacesDrawer(stage, given) : createPicturesDrawer(stage, given);
};

import type { PictureBox } from "../analyse/faces/face.ts";
import type { Found } from "./finds.ts";
import { pictureSize } from "./picture-size.ts";
import type { GlToolbox, Target, TextureTarget } from "./gl-toolbox.ts";

/** What a stage is drawn from and onto. */
export interface Drawing {
  readonly tools: GlToolbox;
  /** What the stage before made. */
  readonly input: WebGLTexture;
  /** Filled by the stage; a stage that is laid over the picture finds the picture in it. */
  readonly output: Target;
  /** The camera's picture, in pixels of the chain. */
  readonly width: number;
  readonly height: number;
  readonly nowMs: number;
  readonly found: Found;
  /** What of the camera's picture is to be seen at this place of the chain. */
  readonly region: PictureBox;
  /** A small copy of the input's pixels, top row first. */
  readonly readSmall: (input: WebGLTexture, width: number, height: number) => ImageData;
}

/** Draws one stage. */
export interface StageDrawer {
  /** `fill` makes a new picture of the one before, `over` adds to it, `none` leaves it as it is. */
  mode(): "fill" | "over" | "none";
  draw(drawing: Drawing): void;
  /** What later stages see of the camera's picture. */
  region?(drawing: Pick<Drawing, "found" | "nowMs">): PictureBox;
  /** A picture that the owner's code has changed. */
  answer?(bitmap: ImageBitmap): void;
  close(): void;
}

/** What a drawer is made with. */
export interface DrawerTools {
  readonly tools: GlToolbox;
  /** Gives a small picture to the owner's code. */
  readonly handOut: (bitmap: ImageBitmap) => void;
}

/** Uses a target for as long as `work` takes. */
export const withTarget = (tools: GlToolbox, size: { width: number; height: number }, work: (target: TextureTarget) => void): void => {
  const target = tools.acquire(size.width, size.height);
  work(target);
  tools.release(target);
};

/** Loads a picture into a texture of its own. */
export const textureOf = (tools: GlToolbox, picture: TexImageSource): WebGLTexture => {
  const texture = tools.texture();
  loadTexture(tools, texture, picture);
  return texture;
};

/** Loads a picture into a texture. */
export const loadTexture = ({ gl }: GlToolbox, texture: WebGLTexture, picture: TexImageSource): void => {
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
};

/** As `stageLimits` has it; see `chain-order.ts`. */
export const maxPictureEdge = 4_096;

/** A picture that came as a file is decoded; one that came as a bitmap stays the sender's. @throws {DOMException} EncodingError for what is none, or huge */
export const bitmapOf = async (image: Blob | ImageBitmap): Promise<ImageBitmap> => {
  const size = image instanceof Blob ? pictureSize(new Uint8Array(await image.arrayBuffer())) : image;
  if (size === undefined) throw new DOMException("no picture that is known here", "EncodingError");
  if (Math.max(size.width, size.height) > maxPictureEdge) throw new DOMException("the picture is too large", "EncodingError");
  return createImageBitmap(image, { premultiplyAlpha: "premultiply" });
};

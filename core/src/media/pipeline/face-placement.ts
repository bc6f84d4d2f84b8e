import type { VideoStageOf } from "@tfx/protocol/widgets";
import type { Face, PicturePoint, PictureBox } from "../analyse/faces/face.ts";
import { wholePicture } from "./analysis.ts";

/** Where an image lies over a face: its corners, in reading order. */
export type Corners = readonly [PicturePoint, PicturePoint, PicturePoint, PicturePoint];

type Overlay = Extract<VideoStageOf<"faces">, { mode: "overlay" }>;

interface Shape {
  readonly width: number;
  readonly height: number;
}

/** Places an image at a face, as large as the face and turned with it. Sizes are in pixels, places from 0 to 1. */
export const placeOverlay = (
  face: Face,
  overlay: Pick<Overlay, "anchor" | "scale" | "offset">,
  shapes: { picture: Shape; image: Shape },
): Corners => {
  const { picture, image } = shapes;
  const pixels = ({ x, y }: PicturePoint): PicturePoint => ({ x: x * picture.width, y: y * picture.height });
  const [left, right] = [pixels(face.leftEye), pixels(face.rightEye)];
  const roll = Math.atan2(right.y - left.y, right.x - left.x);
  const [across, down] = [
    { x: Math.cos(roll), y: Math.sin(roll) },
    { x: -Math.sin(roll), y: Math.cos(roll) },
  ];
  const faceWidth = face.box.width * picture.width;
  const width = faceWidth * overlay.scale;
  const height = (width * image.height) / Math.max(1, image.width);
  const anchor = anchorOf(face, overlay.anchor, { pixels, down, faceHeight: face.box.height * picture.height });
  const [offsetX, offsetY] = overlay.offset;
  const at = (x: number, y: number): PicturePoint => ({
    x: (anchor.x + across.x * (offsetX * faceWidth + x * width) + down.x * (offsetY * faceWidth + y * height)) / picture.width,
    y: (anchor.y + across.y * (offsetX * faceWidth + x * width) + down.y * (offsetY * faceWidth + y * height)) / picture.height,
  });
  return [at(-0.5, -0.5), at(0.5, -0.5), at(-0.5, 0.5), at(0.5, 0.5)];
};

/** From the eyes to the top of the head, in heights of the face. */
const eyesToTop = 0.6;

const anchorOf = (
  face: Face,
  anchor: Overlay["anchor"],
  { pixels, down, faceHeight }: { pixels: (point: PicturePoint) => PicturePoint; down: PicturePoint; faceHeight: number },
): PicturePoint => {
  if (anchor === "nose" || anchor === "mouth") return pixels(face[anchor]);
  const eyes = pixels({ x: (face.leftEye.x + face.rightEye.x) / 2, y: (face.leftEye.y + face.rightEye.y) / 2 });
  return anchor === "eyes" ? eyes : { x: eyes.x - down.x * faceHeight * eyesToTop, y: eyes.y - down.y * faceHeight * eyesToTop };
};

/** A place of the camera's picture, in a picture that shows only a region of it. */
export const withinRegion = ({ x, y }: PicturePoint, region: PictureBox): PicturePoint => ({
  x: (x - region.x) / region.width,
  y: (y - region.y) / region.height,
});

/** Which faces are hidden; the largest is taken to be the person's own. */
export const facesToHide = (faces: readonly Face[], keep: "nobody" | "largest"): readonly Face[] => {
  if (keep === "nobody") return faces;
  const area = ({ box }: Face): number => box.width * box.height;
  const largest = faces.toSorted((a, b) => area(b) - area(a))[0];
  return faces.filter((face) => face !== largest);
};

const settleMs = 400;
/** Heads that move less than this do not move the picture. */
const stillness = 0.04;
const leastSize = 0.45;
/** Heights of a face that are shown for each that it is high. */
const room = 2.6;

/** The region to show next, so that all faces are in it: it follows slowly and keeps the shape of the picture. */
export const followFaces = (before: PictureBox, faces: readonly Face[], passedMs: number): PictureBox => {
  const goal = faces.length === 0 ? wholePicture : regionAround(faces);
  const far = Math.max(Math.abs(goal.x - before.x), Math.abs(goal.y - before.y), Math.abs(goal.width - before.width));
  if (far < stillness && far > 0 && goal !== wholePicture) return before;
  const step = 1 - Math.exp(-passedMs / settleMs);
  const towards = (from: number, to: number): number => (Math.abs(to - from) < 0.001 ? to : from + (to - from) * step);
  const size = towards(before.width, goal.width);
  return {
    x: inside(towards(before.x, goal.x), size),
    y: inside(towards(before.y, goal.y), size),
    width: size,
    height: size,
  };
};

const regionAround = (faces: readonly Face[]): PictureBox => {
  const left = Math.min(...faces.map(({ box }) => box.x));
  const top = Math.min(...faces.map(({ box }) => box.y));
  const right = Math.max(...faces.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...faces.map(({ box }) => box.y + box.height));
  const tallest = Math.max(...faces.map(({ box }) => box.height));
  const size = Math.min(1, Math.max(leastSize, tallest * room, right - left + tallest, bottom - top + tallest));
  return { x: inside((left + right - size) / 2, size), y: inside((top + bottom - size) / 2, size), width: size, height: size };
};

const inside = (start: number, size: number): number => Math.min(1 - size, Math.max(0, start));

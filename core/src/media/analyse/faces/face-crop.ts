import type { PictureBox, PicturePoint } from "./face.ts";
import { faceCentre, featuresOf, poseOf } from "./face-geometry.ts";

/** A square of a picture, leaning as the head in it does; lengths in widths of the picture. */
export interface FaceCrop {
  readonly centre: PicturePoint;
  readonly side: number;
  /** Radians, clockwise. */
  readonly roll: number;
}

/**
 * How much wider and taller than the points the square is, in widths and heights of theirs: so stand faces in
 * the detector's boxes, which the landmark model was taught with. In tighter ones the points creep away.
 */
const room = { across: 1.42, down: 1.3 } as const;

/** Turns a point about another, in a picture with this aspect. */
const turn = (point: PicturePoint, about: PicturePoint, { radians, aspect }: { radians: number; aspect: number }): PicturePoint => {
  const [x, y] = [point.x - about.x, (point.y - about.y) / aspect];
  const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
  return { x: about.x + x * cosine - y * sine, y: about.y + (x * sine + y * cosine) * aspect };
};

/** Upright square around what the detector found. */
export const cropOfBox = ({ x, y, width, height }: PictureBox, aspect: number): FaceCrop => ({
  centre: { x: x + width / 2, y: y + height / 2 },
  side: Math.max(width, height / aspect),
  roll: 0,
});

/** Square around points that were found before, standing upright in it. */
export const cropOfPoints = (points: readonly PicturePoint[], aspect: number): FaceCrop => {
  const { roll } = poseOf(points, aspect);
  const about = faceCentre(featuresOf(points));
  const upright = points.map((point) => turn(point, about, { radians: -roll, aspect }));
  const [xs, ys] = [upright.map(({ x }) => x), upright.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {
    centre: turn({ x: (left + right) / 2, y: (top + bottom) / 2 }, about, { radians: roll, aspect }),
    side: Math.max((right - left) * room.across, ((bottom - top) / aspect) * room.down),
    roll,
  };
};

/** A point of the square (0 to 1 both ways) in the picture. */
export const outOfCrop = (point: PicturePoint, { centre, side, roll }: FaceCrop, aspect: number): PicturePoint =>
  turn({ x: centre.x + (point.x - 0.5) * side, y: centre.y + (point.y - 0.5) * side * aspect }, centre, { radians: roll, aspect });

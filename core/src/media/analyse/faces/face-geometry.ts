import type { Face, PictureBox, PicturePoint } from "./face.ts";

/** Points of the 300-W set whose middle a feature is. The right eye of the person is on the picture's left. */
const features = {
  leftEye: [36, 37, 38, 39, 40, 41],
  rightEye: [42, 43, 44, 45, 46, 47],
  nose: [30, 31, 32, 33, 34, 35],
  mouth: [48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59],
} as const;
const cheeks = [0, 16] as const;

/** The places on a face that things are put at. */
export type FaceFeatures = Pick<Face, keyof typeof features>;

/** Middle of some of the points. */
const middleOf = (points: readonly PicturePoint[], which: readonly number[]): PicturePoint => {
  const chosen = which.flatMap((index) => points[index] ?? []);
  const sum = chosen.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), { x: 0, y: 0 });
  return { x: sum.x / chosen.length, y: sum.y / chosen.length };
};

/** Eyes, nose and mouth from the 68 points. */
export const featuresOf = (points: readonly PicturePoint[]): FaceFeatures => ({
  leftEye: middleOf(points, features.leftEye),
  rightEye: middleOf(points, features.rightEye),
  nose: middleOf(points, features.nose),
  mouth: middleOf(points, features.mouth),
});

/** Middle of a face: halfway from between the eyes to the mouth. */
export const faceCentre = ({ leftEye, rightEye, mouth }: FaceFeatures): PicturePoint => ({
  x: (leftEye.x + rightEye.x) / 4 + mouth.x / 2,
  y: (leftEye.y + rightEye.y) / 4 + mouth.y / 2,
});

/** Smallest upright box around the points. */
export const boxAround = (points: readonly PicturePoint[]): PictureBox => {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
};

/**
 * Lean and width of a face from its 68 points. `aspect` is the picture's width to its height: shares of the
 * two are not the same length.
 */
export const poseOf = (points: readonly PicturePoint[], aspect: number): Pick<Face, "roll" | "scale"> => {
  const { leftEye, rightEye } = featuresOf(points);
  const [from, to] = [middleOf(points, [cheeks[0]]), middleOf(points, [cheeks[1]])];
  return {
    roll: Math.atan2((rightEye.y - leftEye.y) / aspect, rightEye.x - leftEye.x),
    scale: Math.hypot(to.x - from.x, (to.y - from.y) / aspect),
  };
};

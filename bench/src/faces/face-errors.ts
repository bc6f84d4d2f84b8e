import type { Face } from "@tfx/core/analyse";
import type { MarkedFace } from "./truth.ts";

/** How far the found face is from the marked one. */
export interface FaceError {
  /** Distance of the middles, in widths of the marked face; undefined where it was not found. */
  readonly centre: number | undefined;
  /** Mean distance of eyes and mouth, in the same unit. */
  readonly features: number | undefined;
  readonly isHard: boolean;
}

type Place = readonly [x: number, y: number];

/** Further away than this it is somebody else. */
const reach = 0.5;

const middle = (left: Place, right: Place, mouth: Place): Place => [
  (left[0] + right[0]) / 4 + mouth[0] / 2,
  (left[1] + right[1]) / 4 + mouth[1] / 2,
];

const placesOf = ({ leftEye, rightEye, mouth }: Face): readonly [Place, Place, Place] => {
  const place = ({ x, y }: { x: number; y: number }): Place => [x * 100, y * 100];
  return [place(leftEye), place(rightEye), place(mouth)];
};

/** Holds what was found in a picture against what is marked in it; `aspect` is the picture's width to its height. */
export const faceErrors = (
  truth: readonly MarkedFace[],
  found: readonly Face[],
  aspect: number,
): { readonly errors: readonly FaceError[]; readonly strangers: number } => {
  const claimed = new Set<Face>();
  const errors = truth.map((one): FaceError => {
    const apart = (a: Place, b: Place): number => Math.hypot(a[0] - b[0], (a[1] - b[1]) / aspect) / one.width;
    const places = [one.leftEye, one.rightEye, one.mouth] as const;
    const centreOf = (face: Face): number => apart(middle(...placesOf(face)), middle(...places));
    const nearest = found.toSorted((a, b) => centreOf(a) - centreOf(b))[0];
    const isHard = one.hard !== undefined;
    if (nearest === undefined || centreOf(nearest) > reach) return { centre: undefined, features: undefined, isHard };
    claimed.add(nearest);
    const seen = placesOf(nearest);
    const features = places.reduce((sum, place, index) => sum + apart(place, seen[index] ?? place), 0) / places.length;
    return { centre: centreOf(nearest), features, isHard };
  });
  return { errors, strangers: found.length - claimed.size };
};

import type { Face, PictureBox, PicturePoint } from "./face.ts";
import { boxAround, faceCentre, featuresOf, poseOf } from "./face-geometry.ts";
import { steadyPoints, type SteadyPoints } from "./steady-points.ts";

/** What the detector finds: a box, and how sure it is (0 to 1). */
export interface FoundBox {
  readonly box: PictureBox;
  readonly score: number;
}

/** A face that is followed from picture to picture. */
export interface FollowedFace {
  readonly face: Face;
  /** The points as they were found last, not smoothed. */
  readonly found: readonly PicturePoint[];
  readonly steady: SteadyPoints;
  /** When the detector last saw it. */
  readonly confirmedMs: number;
}

/** Everybody who is followed, and when the detector last looked. */
export interface FollowedFaces {
  readonly followed: readonly FollowedFace[];
  readonly nextId: number;
  readonly lookedMs: number;
}

/** Nobody is followed yet. */
export const nobody: FollowedFaces = { followed: [], nextId: 1, lookedMs: Number.NEGATIVE_INFINITY };

/** A new face has to be this sure; one that is followed may be less, so that it does not flicker. */
export const scores = { begin: 0.5, goOn: 0.3 } as const;
/** The detector costs several times what following a face costs, so that it looks this often alone. */
const lookEveryMs = { alone: 200, following: 400 } as const;
/** A face that the detector does not find for so long is gone. */
const keepMs = 1_300;
/** How far apart box and face may be to be the same, in widths of the face. */
const reach = 0.6;
/** Two faces nearer than this are one that was found twice. */
const sameReach = 0.35;

/** Whether it is time for the detector to look over the whole picture. */
export const isLookDue = ({ followed, lookedMs }: FollowedFaces, atMs: number): boolean =>
  atMs - lookedMs >= (followed.length === 0 ? lookEveryMs.alone : lookEveryMs.following);

/** Distance of two places in widths of the picture. */
const distance = (a: PicturePoint, b: PicturePoint, aspect: number): number => Math.hypot(a.x - b.x, (a.y - b.y) / aspect);

const boxCentre = ({ x, y, width, height }: PictureBox): PicturePoint => ({ x: x + width / 2, y: y + height / 2 });

/** What is in the picture now, by its aspect (width to height) and its moment. */
export interface Moment {
  readonly atMs: number;
  readonly aspect: number;
}

/**
 * Takes in what the detector found: who is followed is confirmed by a box near by, nearest pairs first, and
 * who has not been for long is let go. The boxes that belong to nobody are new faces.
 */
export const confirmFaces = (
  before: FollowedFaces,
  boxes: readonly FoundBox[],
  { atMs, aspect }: Moment,
): { readonly after: FollowedFaces; readonly strangers: readonly FoundBox[] } => {
  const pairs = before.followed
    .flatMap((one) =>
      boxes.map((other) => ({
        one,
        other,
        apart: distance(faceCentre(featuresOf(one.found)), boxCentre(other.box), aspect) / one.face.scale,
      })),
    )
    .filter(({ apart }) => apart < reach)
    .toSorted((a, b) => a.apart - b.apart);
  const confirmed = new Map<FollowedFace, FoundBox>();
  const taken = new Set<FoundBox>();
  for (const { one, other } of pairs) {
    if (confirmed.has(one) || taken.has(other)) continue;
    confirmed.set(one, other);
    taken.add(other);
  }
  const followed = before.followed.flatMap((one) => {
    const box = confirmed.get(one);
    if (box !== undefined) return [{ ...one, face: { ...one.face, score: box.score }, confirmedMs: atMs }];
    return atMs - one.confirmedMs < keepMs ? [one] : [];
  });
  return {
    after: { ...before, followed, lookedMs: atMs },
    strangers: boxes.filter((box) => !taken.has(box) && box.score >= scores.begin),
  };
};

/** The followed face with its new points, smoothed; the same as before if they are no face. */
export const moveFace = (one: FollowedFace, found: readonly PicturePoint[], { atMs, aspect }: Moment): FollowedFace => {
  if (!isFaceLike(found, aspect)) return one;
  const steady = steadyPoints(one.steady, { points: found, size: one.face.scale, atMs });
  return { ...one, found, steady, face: faceOf(steady.points, { ...one.face, aspect }) };
};

/** Begins to follow a new face; nothing changes if its points are no face. */
export const addFace = (
  before: FollowedFaces,
  { found, score }: { readonly found: readonly PicturePoint[]; readonly score: number },
  { atMs, aspect }: Moment,
): FollowedFaces => {
  if (!isFaceLike(found, aspect)) return before;
  const face = faceOf(found, { id: before.nextId, score, aspect });
  const steady = { points: found, speed: 0, atMs };
  return { ...before, followed: [...before.followed, { face, found, steady, confirmedMs: atMs }], nextId: before.nextId + 1 };
};

/** One of each face, the one followed longest, largest first. */
export const distinctFaces = (faces: readonly FollowedFace[], aspect: number): readonly FollowedFace[] => {
  const kept: FollowedFace[] = [];
  for (const one of faces.toSorted((a, b) => a.face.id - b.face.id)) {
    const centre = faceCentre(one.face);
    const isTwin = kept.some(({ face }) => distance(faceCentre(face), centre, aspect) < sameReach * Math.max(face.scale, one.face.scale));
    if (!isTwin) kept.push(one);
  }
  return kept.toSorted((a, b) => b.face.scale - a.face.scale);
};

const faceOf = (
  points: readonly PicturePoint[],
  { id, score, aspect }: { readonly id: number; readonly score: number; readonly aspect: number },
): Face => ({ id, box: boxAround(points), ...featuresOf(points), points, ...poseOf(points, aspect), score });

/** The model gives 68 points for anything; those of a face keep its proportions. */
const isFaceLike = (points: readonly PicturePoint[], aspect: number): boolean => {
  const box = boxAround(points);
  const tall = box.height / aspect / box.width;
  const { roll } = poseOf(points, aspect);
  const centre = faceCentre(featuresOf(points));
  const isInside = centre.x > 0 && centre.x < 1 && centre.y > 0 && centre.y < 1;
  return isInside && tall > 0.55 && tall < 1.9 && Math.abs(roll) < 1.2 && poseOf(points, aspect).scale / box.width > 0.6;
};

import type { Faces, PicturePoint } from "./face.ts";
import { cropOfBox, cropOfPoints, type FaceCrop } from "./face-crop.ts";
import { addFace, confirmFaces, distinctFaces, isLookDue, moveFace, nobody, type FollowedFaces, type FoundBox } from "./follow-faces.ts";

/** The two models, as far as following faces needs them. */
export interface FaceModels<P> {
  /** Looks over the whole picture for faces. */
  locate(picture: P): Promise<readonly FoundBox[]>;
  /** The 68 points of the face in a square of the picture, in shares of the picture. */
  mark(picture: P, crop: FaceCrop): Promise<readonly PicturePoint[]>;
}

/** A picture's measures. */
interface Measured {
  readonly width: number;
  readonly height: number;
}

/**
 * Follows faces through pictures: the detector looks now and then, and in every picture the landmark
 * model looks where each face was. A picture costs as much as its faces, not as its pixels.
 */
export const createFaceFollower = <P extends Measured>(models: FaceModels<P>) => {
  let state: FollowedFaces = nobody;

  /** Found upright first, then once more in a square that leans with the head. */
  const meet = async (picture: P, { box }: FoundBox, aspect: number): Promise<readonly PicturePoint[]> => {
    const rough = await models.mark(picture, cropOfBox(box, aspect));
    return models.mark(picture, cropOfPoints(rough, aspect));
  };

  return async (picture: P, atMs: number): Promise<Faces> => {
    const aspect = picture.width / picture.height;
    const moment = { atMs, aspect };
    let strangers: readonly FoundBox[] = [];
    if (isLookDue(state, atMs)) ({ after: state, strangers } = confirmFaces(state, await models.locate(picture), moment));
    const moved = [];
    for (const one of state.followed) moved.push(moveFace(one, await models.mark(picture, cropOfPoints(one.found, aspect)), moment));
    state = { ...state, followed: moved };
    for (const box of strangers) state = addFace(state, { found: await meet(picture, box, aspect), score: box.score }, moment);
    state = { ...state, followed: distinctFaces(state.followed, aspect) };
    return { kind: "faces", faces: state.followed.map(({ face }) => face) };
  };
};

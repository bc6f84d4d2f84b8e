/** A place in a picture: 0 to 1 from the left and from the top. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** A part of a picture, in shares of its width and height; a face at the edge may reach beyond 0 and 1. */
export interface PictureBox extends PicturePoint {
  readonly width: number;
  readonly height: number;
}

/** A face in a picture. */
export interface Face {
  /** The same from picture to picture as long as the face is followed. */
  readonly id: number;
  /** Upright, from the brows to the chin and from cheek to cheek. */
  readonly box: PictureBox;
  /** Middles; left and right are those of the picture. */
  readonly leftEye: PicturePoint;
  readonly rightEye: PicturePoint;
  readonly nose: PicturePoint;
  readonly mouth: PicturePoint;
  /** 68 points in the order of the iBUG 300-W set: jaw 0-16, brows 17-26, nose 27-35, eyes 36-47, mouth 48-67. */
  readonly points: readonly PicturePoint[];
  /** How far the head leans, in radians, clockwise as the picture shows it. */
  readonly roll: number;
  /** Width of the face from cheek to cheek, in widths of the picture. */
  readonly scale: number;
  /** How sure the detector is, 0 to 1. */
  readonly score: number;
}

/** What was found in a picture, largest face first. */
export interface Faces {
  readonly kind: "faces";
  readonly faces: readonly Face[];
}

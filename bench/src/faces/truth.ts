/** A face as somebody has marked it by eye, in per cent of the picture's width and height. */
export interface MarkedFace {
  readonly leftEye: readonly [x: number, y: number];
  readonly rightEye: readonly [x: number, y: number];
  readonly mouth: readonly [x: number, y: number];
  /** From cheek to cheek, in per cent of the picture's width. */
  readonly width: number;
  /** Why nobody can be expected to find it. */
  readonly hard?: "profile" | "hair over it, looking down";
}

const face = (
  [leftEyeX, leftEyeY, rightEyeX, rightEyeY]: readonly [number, number, number, number],
  [mouthX, mouthY]: readonly [number, number],
  rest: Pick<MarkedFace, "width" | "hard">,
): MarkedFace => ({ leftEye: [leftEyeX, leftEyeY], rightEye: [rightEyeX, rightEyeY], mouth: [mouthX, mouthY], ...rest });

/** Every face of the pictures that @vladmandic/face-api 1.7.15 ships in its demo folder, marked by hand. */
export const marked: Readonly<Record<string, readonly MarkedFace[]>> = {
  "sample1.jpg": [
    face([22.8, 35.6, 26.9, 35.9], [25.3, 43.1], { width: 9.5 }),
    face([45, 43.1, 49.8, 40.3], [49.5, 47.3], { width: 10.4 }),
    face([81, 21.8, 84.5, 26.5], [79.3, 29.1], { width: 9.6 }),
  ],
  "sample2.jpg": [
    face([21.3, 18.1, 21.3, 18.1], [21.8, 25.2], { width: 8, hard: "profile" }),
    face([49.3, 24.8, 53.3, 25.5], [51.3, 31], { width: 8.8, hard: "hair over it, looking down" }),
    face([76.8, 20.8, 82.1, 18.5], [81.1, 25.5], { width: 10.8 }),
  ],
  "sample3.jpg": [
    face([32.6, 31.8, 37.9, 31.8], [35.3, 39.8], { width: 10.7 }),
    face([57.9, 23.5, 63.3, 25], [59.9, 32.5], { width: 11.7 }),
    face([80.8, 30.3, 86.2, 29.6], [83.6, 38.2], { width: 9.3 }),
  ],
  "sample4.jpg": [
    face([16.5, 21.8, 20.6, 19.8], [19.9, 26.7], { width: 7.7 }),
    face([36.7, 10.3, 40.6, 12.7], [36.9, 16.6], { width: 9.8 }),
    face([52.6, 19.2, 56.7, 19.9], [54.5, 25], { width: 9.8 }),
    face([68.7, 15.5, 72, 18], [69.1, 22.4], { width: 7.7 }),
  ],
  "sample5.jpg": [
    face([43.9, 14, 48.2, 14.5], [45.6, 20.3], { width: 8.8 }),
    face([59.6, 20.8, 64, 20.8], [61.5, 26.9], { width: 8.8 }),
    face([74.8, 36.5, 79.5, 35.1], [78.2, 43.6], { width: 8.7 }),
    face([35.4, 36.8, 39.3, 37], [37.3, 43.4], { width: 8 }),
    face([21.8, 70.8, 27.2, 69.6], [25.3, 78.6], { width: 8 }),
  ],
  "sample6.jpg": [
    face([16.6, 39.4, 22.2, 38.8], [20.3, 46.2], { width: 11.3 }),
    face([36.4, 29.6, 41.5, 29.2], [39.9, 36.8], { width: 9 }),
    face([63.8, 27.7, 69.3, 27.8], [66.4, 35.2], { width: 9.8 }),
    face([79.8, 24.1, 84.8, 25.5], [80.9, 32.2], { width: 11.8 }),
  ],
};

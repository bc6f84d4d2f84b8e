import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A part of a photo, as a camera shows it. */
export interface PhotoShape {
  readonly file: string;
  /** What is shown of it, in pixels of the photo. */
  readonly part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/**
 * Two people before a dark door and a bright window, in a photo that the face detector's package ships. The left one's
 * eyes are at (301, 146); the right one's face is larger, with the eyes at (515, 100).
 */
export const photoOfTwo: PhotoShape = {
  file: fileURLToPath(new URL("../../../node_modules/@vladmandic/face-api/demo/sample3.jpg", import.meta.url)),
  part: { x: 0, y: 100, width: 1_440, height: 810 },
  width: 640,
  height: 360,
  fps: 15,
};

/** A YUV4MPEG2 film of half a second that shows the part of the photo; Chromium plays it in a loop. */
export const photoVideo = ({ file, part, width, height, fps }: PhotoShape): Buffer => {
  const cut = `crop=${part.width}:${part.height}:${part.x}:${part.y},scale=${width}:${height}`;
  const frames = String(Math.ceil(fps / 2));
  const input = ["-loop", "1", "-framerate", String(fps), "-i", file];
  const output = ["-vf", cut, "-frames:v", frames, "-pix_fmt", "yuv420p", "-strict", "-1", "-f", "yuv4mpegpipe", "pipe:1"];
  return execFileSync("ffmpeg", ["-v", "error", ...input, ...output], { maxBuffer: 256 * 1024 * 1024 });
};

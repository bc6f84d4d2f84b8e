import { execFileSync } from "node:child_process";

/** A part of a photo, as a camera shows it. */
export interface PhotoShape {
  readonly file: string;
  /** What is shown of it, in pixels of the photo. */
  readonly part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/** A YUV4MPEG2 film of half a second that shows the part of the photo; Chromium plays it in a loop. */
export const photoVideo = ({ file, part, width, height, fps }: PhotoShape): Buffer => {
  const cut = `crop=${part.width}:${part.height}:${part.x}:${part.y},scale=${width}:${height}`;
  const frames = String(Math.ceil(fps / 2));
  const input = ["-loop", "1", "-framerate", String(fps), "-i", file];
  const output = ["-vf", cut, "-frames:v", frames, "-pix_fmt", "yuv420p", "-strict", "-1", "-f", "yuv4mpegpipe", "pipe:1"];
  return execFileSync("ffmpeg", ["-v", "error", ...input, ...output], { maxBuffer: 256 * 1024 * 1024 });
};

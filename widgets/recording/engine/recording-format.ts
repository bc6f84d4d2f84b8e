import type { Container } from "../finish/finish.ts";

/** What people choose from. */
export type FileKind = "webm" | "mp4";

/** How a stream is recorded, and what the file becomes. */
export interface RecordingFormat {
  readonly mimeType: string;
  readonly container: Container;
  /** Its pictures keep the size of the first one. */
  readonly hasOneSize?: boolean;
}

const video: Readonly<Record<FileKind, readonly RecordingFormat[]>> = {
  // VP8 is the one that two cores encode beside a call; its siblings would drop pictures.
  webm: [
    { mimeType: "video/webm;codecs=vp8,opus", container: "webm" },
    { mimeType: "video/webm", container: "webm" },
  ],
  // MP4 written while recording is lost as a whole when the page is killed: it is made at the end.
  mp4: [{ mimeType: "video/x-matroska;codecs=avc1.42E01F,opus", container: "mp4", hasOneSize: true }],
};
const audio: readonly RecordingFormat[] = [{ mimeType: "audio/webm;codecs=opus", container: "webm" }];

/** The first that this browser can record; undefined where it can none. */
export const pickFormat = (
  { kind, soundOnly }: { readonly kind: FileKind; readonly soundOnly: boolean },
  isSupported: (mimeType: string) => boolean,
): RecordingFormat | undefined =>
  (soundOnly ? audio : kind === "mp4" ? [...video.mp4, ...video.webm] : video.webm).find(({ mimeType }) => isSupported(mimeType));

const videoKbps = { 720: 2_500, 1080: 4_500, 360: 900 } as const;

/** Bits a second for pictures of a height. */
export const videoBits = (height: keyof typeof videoKbps): number => videoKbps[height] * 1_000;

/** Bits a second of sound. */
export const audioBits = 128_000;

import type { Pace } from "./pace.ts";

/** What the encoding worker begins with; moments are milliseconds since the epoch, by the page's clock. */
export interface EncodeStart {
  readonly pictures: ReadableStream<VideoFrame> | undefined;
  readonly sound: ReadableStream<AudioData> | undefined;
  readonly codec: string;
  readonly videoBits: number;
  readonly audioBits: number;
  readonly startedAtMs: number;
}

/** What it is told later. */
export interface ToEncoder {
  readonly type: "pause" | "resume" | "stop";
  readonly atMs: number;
}

/** What it tells: the file piece by piece, how much picture the machine can do, whether that is too little, and that there is no more to come. */
export type FromEncoder =
  | { readonly type: "bytes"; readonly bytes: ArrayBuffer }
  | { readonly type: "pace"; readonly pace: Pace }
  | { readonly type: "busy"; readonly isBusy: boolean }
  | { readonly type: "failed"; readonly text: string }
  | { readonly type: "stopped" };

import type { Pace } from "./encode/pace.ts";

/** What a recorder is made with. */
export interface RecorderConfig {
  readonly mimeType: string;
  readonly videoBitsPerSecond: number;
  readonly audioBitsPerSecond: number;
  /** Gets each part as soon as it is there; nothing is kept here. */
  readonly onChunk: (chunk: Blob | ArrayBuffer) => void;
  /** Says how much picture the machine can record. */
  readonly onPace: (pace: Pace) => void;
  /** Says that the machine cannot record enough of it, and that it can again; browsers' own recorders do not know. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onFailed: (error: unknown) => void;
}

/** So much is lost at most when the page is killed, and little more. */
const chunkMs = 500;

/**
 * RecordRTC's recorder type over the browser's own MediaRecorder (W3C mediastream-recording), where encoders themselves
 * cannot be had: hands each chunk on and forgets it, where the stock ones keep all of them in memory until the end.
 */
export class ChunkRecorder {
  /** RecordRTC asks for a blob at the end; the chunks have long been handed on. */
  readonly blob = new Blob([]);
  readonly #recorder: MediaRecorder;

  constructor(stream: MediaStream, { mimeType, videoBitsPerSecond, audioBitsPerSecond, onChunk, onFailed }: RecorderConfig) {
    this.#recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond, audioBitsPerSecond });
    this.#recorder.addEventListener("dataavailable", ({ data }) => data.size > 0 && onChunk(data));
    this.#recorder.addEventListener("error", onFailed);
  }

  record(): void {
    this.#recorder.start(chunkMs);
  }

  pause(): void {
    this.#recorder.pause();
  }

  resume(): void {
    this.#recorder.resume();
  }

  stop(done: () => void): void {
    if (this.#recorder.state === "inactive") return done();
    this.#recorder.addEventListener("stop", () => done(), { once: true });
    this.#recorder.stop();
  }

  clearRecordedData(): void {
    // There is none.
  }
}

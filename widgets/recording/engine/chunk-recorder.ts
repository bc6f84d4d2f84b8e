/** What a recorder is made with. */
export interface ChunkRecorderConfig {
  readonly mimeType: string;
  readonly videoBitsPerSecond: number;
  readonly audioBitsPerSecond: number;
  /** Gets each part as soon as the browser has it; nothing is kept here. */
  readonly onChunk: (chunk: Blob) => void;
  readonly onFailed: (error: unknown) => void;
}

/** So much is lost at most when the page is killed, and little more. */
const chunkMs = 500;

/**
 * RecordRTC's recorder type over the browser's own MediaRecorder (W3C mediastream-recording): hands each
 * chunk on and forgets it, where the stock ones keep all of them in memory until the end.
 */
export class ChunkRecorder {
  /** RecordRTC asks for a blob at the end; the chunks have long been handed on. */
  readonly blob = new Blob([]);
  readonly #recorder: MediaRecorder;

  constructor(stream: MediaStream, { onChunk, onFailed, ...options }: ChunkRecorderConfig) {
    this.#recorder = new MediaRecorder(stream, options);
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

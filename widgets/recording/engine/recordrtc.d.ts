declare module "recordrtc" {
  /** What RecordRTC makes its recorder with, and what it asks of it. */
  export interface RecorderType<C> {
    new (
      stream: MediaStream,
      config: C,
    ): {
      readonly blob: Blob | undefined;
      record(): void;
      stop(done: () => void): void;
      pause(): void;
      resume(): void;
      clearRecordedData(): void;
    };
  }
  export interface RecordRtcConfig {
    readonly type: "video" | "audio";
    readonly disableLogs: true;
    readonly recorderType: RecorderType<never>;
  }
  export default class RecordRTC {
    constructor(stream: MediaStream, config: RecordRtcConfig);
    startRecording(): void;
    pauseRecording(): void;
    resumeRecording(): void;
    stopRecording(done: (url: string) => void): void;
  }
}

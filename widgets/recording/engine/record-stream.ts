import RecordRTC, { type RecorderType } from "recordrtc";
import { ChunkRecorder, type ChunkRecorderConfig } from "./chunk-recorder.ts";

/** A recording of one stream, from the moment it is made. */
export interface StreamRecording {
  pause(): void;
  resume(): void;
  /** Resolves once the last chunk was handed on. */
  stop(): Promise<void>;
}

/** Records a stream, chunk by chunk. */
export const recordStream = (stream: MediaStream, config: ChunkRecorderConfig): StreamRecording => {
  const recorder = new RecordRTC(stream, {
    ...config,
    type: stream.getVideoTracks().length > 0 ? "video" : "audio",
    disableLogs: true,
    recorderType: ChunkRecorder satisfies RecorderType<ChunkRecorderConfig>,
  });
  recorder.startRecording();
  let stopped: Promise<void> | undefined;
  return {
    pause: () => recorder.pauseRecording(),
    resume: () => recorder.resumeRecording(),
    stop: () =>
      (stopped ??= new Promise((resolve) => {
        recorder.stopRecording((url) => {
          URL.revokeObjectURL(url);
          resolve();
        });
      })),
  };
};

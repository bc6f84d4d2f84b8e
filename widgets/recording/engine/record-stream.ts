import RecordRTC, { type RecorderType } from "recordrtc";
import { ChunkRecorder, type RecorderConfig } from "./chunk-recorder.ts";
import { canRecordPackets, PacketRecorder } from "./packet-recorder.ts";

/** A recording of one stream, from the moment it is made. */
export interface StreamRecording {
  pause(): void;
  resume(): void;
  /** Resolves once the last chunk was handed on. */
  stop(): Promise<void>;
}

/** Records a stream, chunk by chunk. */
export type RecordStream = (stream: MediaStream, config: RecorderConfig) => StreamRecording;

const recordWith =
  (recorderType: RecorderType<RecorderConfig>): RecordStream =>
  (stream, config) => {
    const recorder = new RecordRTC(stream, {
      ...config,
      type: stream.getVideoTracks().length > 0 ? "video" : "audio",
      disableLogs: true,
      recorderType,
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

/** The best way that this browser has to record a MIME type. */
export const pickRecorder = async (mimeType: string): Promise<RecordStream> =>
  recordWith((await canRecordPackets(mimeType)) ? PacketRecorder : ChunkRecorder);

import type { RecordingLease, TrustedWidgetContext } from "@tfx/widget-sdk";
import { openFilePort } from "../files/file-port.ts";
import { lockOf, openRecordingWriter, type RecordingWriter } from "../files/recording-writer.ts";
import { pickRecorder } from "./record-stream.ts";
import { startRecordingSession, type RecordingSession, type SessionOptions } from "./recording-session.ts";

/** A recording with all that it holds. */
export interface LiveRecording {
  readonly id: string;
  readonly lease: RecordingLease;
  readonly session: RecordingSession;
  readonly writer: RecordingWriter;
  /** Ends it; resolves once it is on disk and nobody holds it any more. */
  end(): Promise<void>;
}

/** Tells pages of the same origin that this recording is alive, until the undo: they take away empty folders of dead ones. */
const holdLock = (name: string): Promise<() => void> =>
  new Promise((resolve, reject) => {
    const hold = (): Promise<void> => new Promise((release) => resolve(release));
    navigator.locks.request(name, hold).catch(reject);
  });

/** Records to disk under leave that was given. */
export const startRecording = async (
  { trusted }: Pick<TrustedWidgetContext, "trusted">,
  { lease, options, onFailed }: { lease: RecordingLease; options: SessionOptions; onFailed: (error: unknown) => void },
): Promise<LiveRecording> => {
  const id = crypto.randomUUID();
  const release = await holdLock(lockOf(id));
  const port = openFilePort();
  const giveUp = (): void => {
    release();
    port.close();
  };
  try {
    const record = await pickRecorder(options.format.mimeType);
    const writer = await openRecordingWriter(port, { id, onFailed });
    const session = startRecordingSession(options, {
      compose: (wish) => trusted.compose(wish),
      record,
      writer,
      nowMs: () => performance.now(),
      onFailed,
    });
    let ended: Promise<void> | undefined;
    const end = (): Promise<void> => (ended ??= session.stop().finally(giveUp));
    return { id, lease, session, writer, end };
  } catch (error) {
    giveUp();
    throw error;
  }
};

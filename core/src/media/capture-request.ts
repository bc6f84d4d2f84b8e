import { TfxError } from "@tfx/protocol";
import { askPermission, captureError, type CaptureKind } from "./capture-error.ts";

/** Asks for one device; requests of one moment are put to the person as one question. */
export type RequestTrack = (kind: CaptureKind, constraints: MediaTrackConstraints) => Promise<MediaStreamTrack>;

interface Pending {
  readonly kind: CaptureKind;
  readonly constraints: MediaTrackConstraints;
  readonly resolve: (track: MediaStreamTrack) => void;
  readonly reject: (error: TfxError) => void;
}

/**
 * Makes the function through which this page asks for devices. A camera and a microphone that are asked
 * for together are one question of the browser; when that fails, each is tried alone, because one
 * missing device fails both.
 */
export const createCaptureRequest = (): RequestTrack => {
  let pending: Pending[] = [];
  const flush = () => {
    const batch = pending;
    pending = [];
    void askTogether(batch);
  };
  return (kind, constraints) =>
    new Promise((resolve, reject) => {
      if (pending.length === 0) queueMicrotask(flush);
      pending.push({ kind, constraints, resolve, reject });
    });
};

const askTogether = async (batch: readonly Pending[]): Promise<void> => {
  const microphone = batch.find(({ kind }) => kind === "microphone");
  const camera = batch.find(({ kind }) => kind === "camera");
  if (batch.length !== 2 || microphone === undefined || camera === undefined) return askEach(batch);
  try {
    const stream = await getUserMedia({ audio: microphone.constraints, video: camera.constraints });
    settle(microphone, stream);
    settle(camera, stream);
  } catch {
    // Which of the two failed is not said; asking again, one by one, tells.
    await askEach(batch);
  }
};

const askEach = async (batch: readonly Pending[]): Promise<void> => {
  for (const request of batch) {
    try {
      const { kind, constraints } = request;
      settle(request, await getUserMedia(kind === "camera" ? { video: constraints } : { audio: constraints }));
    } catch (error) {
      request.reject(error instanceof TfxError ? error : captureError(error, await askPermission(request.kind)));
    }
  }
};

const settle = ({ kind, resolve, reject }: Pending, stream: MediaStream): void => {
  const [track] = kind === "camera" ? stream.getVideoTracks() : stream.getAudioTracks();
  if (track === undefined) reject(new TfxError("media/not-found"));
  else resolve(track);
};

const getUserMedia = (constraints: MediaStreamConstraints): Promise<MediaStream> => {
  // Outside a secure context there is no mediaDevices at all, whatever its type says.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  return devices === undefined ? Promise.reject(new TfxError("media/insecure")) : devices.getUserMedia(constraints);
};

import { hasTrackStreams, openGenerator, picturesOf } from "../track-streams.ts";
import type { ChainDriver, DriverEvents } from "./chain-driver.ts";
import { beatEveryMs, createBeatWatch } from "../beat-watch.ts";
import type { ChainBeat, FromChain, ToChain } from "./chain-messages.ts";

/** Whether tracks can be taken apart here, and drawn in a worker. */
export const canDriveInWorker = (): boolean => hasTrackStreams() && typeof Worker !== "undefined" && typeof OffscreenCanvas !== "undefined";

/** The chain in a worker. */
export const createWorkerDriver = ({ onMessage, onFailed }: DriverEvents): ChainDriver => {
  const worker = new Worker(new URL("./chain-worker.ts", import.meta.url), { type: "module", name: "tfx-video" });
  const { heard, look } = createBeatWatch();
  // Without this, pictures would stand still without a word.
  const watching = setInterval(() => look() && onFailed("The worker of the pictures has ended."), beatEveryMs);
  worker.addEventListener("message", ({ data }: MessageEvent<FromChain | ChainBeat>) => {
    heard();
    if (data.type !== "beat") onMessage(data);
  });
  worker.addEventListener("error", ({ message }) => onFailed(message));
  let sink: MediaStreamTrack | undefined;
  const tell = (message: ToChain, transfer: Transferable[] = []): void => worker.postMessage(message, transfer);
  const closeSink = (): void => {
    if (sink === undefined) return;
    tell({ type: "sink", writable: undefined });
    sink.stop();
    sink = undefined;
  };
  return {
    post: (order) => tell(order, order.type === "answer" ? [order.bitmap] : []),
    setSource(track) {
      const readable = track && picturesOf(track);
      tell({ type: "source", readable }, readable === undefined ? [] : [readable]);
    },
    openSink() {
      closeSink();
      const generator = openGenerator();
      if (generator === undefined) throw new Error("The browser makes no tracks any more");
      const { writable } = generator;
      tell({ type: "sink", writable }, [writable]);
      sink = generator;
      return generator;
    },
    closeSink,
    close() {
      clearInterval(watching);
      closeSink();
      worker.terminate();
    },
  };
};

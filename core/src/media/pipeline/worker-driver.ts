import type { ChainDriver, DriverEvents } from "./chain-driver.ts";
import type { FromChain, ToChain } from "./chain-messages.ts";
import { insertableStreams } from "./insertable-streams.ts";

/** The chain in a worker; undefined where tracks cannot be taken apart. */
export const createWorkerDriver = ({ onMessage, onFailed }: DriverEvents): ChainDriver | undefined => {
  const streams = insertableStreams();
  if (streams === undefined || typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") return undefined;
  const { Processor, Generator } = streams;
  const worker = new Worker(new URL("./chain-worker.ts", import.meta.url), { type: "module", name: "tfx-video" });
  worker.addEventListener("message", ({ data }: MessageEvent<FromChain>) => onMessage(data));
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
      const readable = track === undefined ? undefined : new Processor({ track }).readable;
      tell({ type: "source", readable }, readable === undefined ? [] : [readable]);
    },
    openSink() {
      closeSink();
      const generator = new Generator({ kind: "video" });
      const { writable } = generator;
      tell({ type: "sink", writable }, [writable]);
      sink = generator;
      return generator;
    },
    closeSink,
    close() {
      closeSink();
      worker.terminate();
    },
  };
};

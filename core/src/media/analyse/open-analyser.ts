import { TfxError } from "@tfx/protocol";
import type { Faces } from "./faces/face.ts";
import type { Mask } from "./segment/mask.ts";
import type { AnalyserAnswer, AnalyserRequest } from "./serve-analyser.ts";

/** Looks at pictures beside the video chain, at its own rate. */
export interface PictureAnalyser<T> {
  /**
   * What is in the picture, which it takes over and closes.
   * @throws {TfxError} `media/failed` when the model cannot be run, or after `close`.
   */
  analyse(picture: ImageBitmap): Promise<T>;
  /** Ends the worker; may be called twice. */
  close(): void;
}

/** Where the analysers come from. */
export interface AnalyserOptions {
  /** Address of the folder with the analysers' programs and models; `analysers/` at the root of the page's origin if left out. */
  readonly files?: URL;
}

type Settle = { readonly resolve: (value: unknown) => void; readonly reject: (error: TfxError) => void };

const ended = (cause?: unknown): TfxError => new TfxError("media/failed", {}, { cause });

/** A worker with the pictures that it still owes an answer for. */
const openWorker = (script: string, files: URL, onEnd: () => void) => {
  const worker = new Worker(new URL(script, files), { type: "classic", name: script });
  const waiting = new Map<number, Settle>();
  let settleOpening: Settle = { resolve: () => {}, reject: () => {} };
  const opened = new Promise<unknown>((resolve, reject) => (settleOpening = { resolve, reject }));
  // Whoever opens waits for it; a worker that is opened again later has its failure in the answers.
  opened.catch(() => {});
  let nextId = 1;
  const send = (request: AnalyserRequest, transfer: Transferable[] = []) => worker.postMessage(request, transfer);
  const close = (cause?: unknown): void => {
    worker.terminate();
    settleOpening.reject(ended(cause));
    for (const { reject } of waiting.values()) reject(ended(cause));
    waiting.clear();
    onEnd();
  };
  worker.addEventListener("message", ({ data }: MessageEvent<AnalyserAnswer>) => {
    if (data.kind === "open") return settleOpening.resolve(undefined);
    if (data.kind === "failed" && data.id === undefined) return close(new Error(data.message));
    const owed = waiting.get(data.id ?? 0);
    waiting.delete(data.id ?? 0);
    if (data.kind === "result") owed?.resolve(data.value);
    else owed?.reject(ended(new Error(data.message)));
  });
  worker.addEventListener("error", ({ message }) => close(new Error(message)));
  send({ kind: "open", files: files.href });
  return {
    opened,
    close,
    analyse: (picture: ImageBitmap): Promise<unknown> =>
      new Promise((resolve, reject) => {
        waiting.set(nextId, { resolve, reject });
        send({ kind: "analyse", id: nextId, picture, atMs: performance.now() }, [picture]);
        nextId += 1;
      }),
  };
};

const openAnalyser = async <T>(
  script: string,
  { files = new URL("/analysers/", location.href) }: AnalyserOptions,
): Promise<PictureAnalyser<T>> => {
  const open = () => openWorker(script, files, () => (worker = undefined));
  let worker: ReturnType<typeof open> | undefined;
  let isClosed = false;
  worker = open();
  await worker.opened;
  return {
    async analyse(picture) {
      if (isClosed) {
        picture.close();
        throw ended();
      }
      // After a failure the next picture tries again.
      worker ??= open();
      return (await worker.analyse(picture)) as T;
    },
    close() {
      isClosed = true;
      worker?.close();
    },
  };
};

/** Finds faces with 68 landmarks and follows them, in a worker of its own. @throws {TfxError} `media/failed` */
export const openFaceAnalyser = (options: AnalyserOptions = {}): Promise<PictureAnalyser<Faces>> => openAnalyser("faces.js", options);

/** Tells people from what is behind them, in a worker of its own. @throws {TfxError} `media/failed` */
export const openPersonAnalyser = (options: AnalyserOptions = {}): Promise<PictureAnalyser<Mask>> => openAnalyser("segment.js", options);

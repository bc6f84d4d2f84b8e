import type { FileAnswer, FileRequest, FileWish } from "./messages.ts";

/** A worker that writes: slow disks hold up nothing else. */
export interface FilePort {
  /** Resolves to the seconds of what was finished, 0 for everything else. Rejects with the browser's own error, by its name. */
  ask(wish: FileWish, options?: { readonly onProgress?: ((done: number) => void) | undefined }): Promise<number>;
  close(): void;
}

interface Waiting {
  readonly resolve: (seconds: number) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: ((done: number) => void) | undefined;
}

const errorOf = ({ name, text }: { name: string; text: string }): Error => Object.assign(new Error(text), { name });

/** Starts the worker. */
export const openFilePort = (): FilePort => {
  const worker = new Worker(new URL("./file-worker.ts", import.meta.url), { type: "module", name: "recording" });
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let broken: Error | undefined;
  // A worker that cannot be loaded, or dies, answers nothing any more.
  worker.addEventListener("error", ({ message }) => {
    broken = new Error(message);
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  });
  worker.postMessage(undefined, [port2]);
  port.addEventListener("message", ({ data }: MessageEvent<FileAnswer>) => {
    const one = waiting.get(data.id);
    if ("progress" in data) return one?.onProgress?.(data.progress);
    waiting.delete(data.id);
    if (data.ok) one?.resolve(data.seconds ?? 0);
    else one?.reject(errorOf(data));
  });
  port.start();
  return {
    ask: (wish, { onProgress } = {}) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(broken);
        last += 1;
        waiting.set(last, { resolve, reject, onProgress });
        const request: FileRequest = { ...wish, id: last };
        port.postMessage(request, request.do === "append" ? [request.bytes] : []);
      }),
    close() {
      port.close();
      worker.terminate();
    },
  };
};

import type { Answerer } from "../processes/link.ts";
import type { WorkerNews } from "../processes/worker-calls.ts";
import type { MediaFrame } from "../stream/media-frame.ts";

/** Frames on their way to the front. */
export interface FrameQueue {
  add(stream: string, frame: MediaFrame): void;
  /** Sends what waits; to be called before anything is told that has to come after it. */
  flush(): void;
}

/** So late may a frame be: a message for each would cost more than the frames. */
const gatherMs = 8;

/** Makes the queue of a process: the frames of all of its streams travel together. */
export const createFrameQueue = (front: Answerer<WorkerNews>): FrameQueue => {
  let waiting: { readonly stream: string; readonly frame: MediaFrame }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const frames = waiting;
    waiting = [];
    front.tell("bus.frames", { frames });
  };
  return {
    add(stream, frame) {
      waiting.push({ stream, frame });
      timer ??= setTimeout(flush, gatherMs);
    },
    flush,
  };
};

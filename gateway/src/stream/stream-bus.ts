import type { MediaFrame, StreamFormat } from "./media-frame.ts";
import { createRecentFrames } from "./recent-frames.ts";

/** Takes a stream in: an output, a recording, a viewer. What it throws ends nobody else. */
export interface StreamListener {
  /** Before the first frame, and whenever what follows is made of something else. */
  onFormat(format: StreamFormat): void;
  onFrame(frame: MediaFrame): void;
  /** The publisher is gone for now; a format follows if it comes back. */
  onPause?(): void;
  onEnd(): void;
}

/** How a listener begins. */
export interface ListenOptions {
  /** With the pictures since the last key picture, so that it shows something at once. */
  readonly fromKey?: boolean;
}

/** One stream, from whoever publishes it to all who take it. */
export interface StreamBus {
  readonly format: StreamFormat | undefined;
  setFormat(format: StreamFormat): void;
  push(frame: MediaFrame): void;
  pause(): void;
  end(): void;
  /** Asks whoever publishes for a key picture; asking often costs nothing. */
  requestKey(): void;
  /** What is told comes to its end for now, and may be of another kind later: nothing is known any more. */
  forget(): void;
  /** Adds a listener; answers its undo. */
  listen(listener: StreamListener, options?: ListenOptions): () => void;
}

/** Whom a bus tells and asks. */
export interface BusPorts {
  /** Hears what a listener threw; that listener is taken off. */
  readonly report: (error: unknown) => void;
  /** Asks the publisher for a key picture. */
  readonly requestKey?: () => void;
  /** Hears when the first listener comes, and when the last is gone. */
  readonly onWanted?: (isWanted: boolean) => void;
}

/** Makes a bus. */
export const createStreamBus = ({ report, requestKey = () => undefined, onWanted }: BusPorts): StreamBus => {
  const listeners = new Set<StreamListener>();
  const recent = createRecentFrames();
  let format: StreamFormat | undefined;
  const leave = (listener: StreamListener): void => {
    if (listeners.delete(listener) && listeners.size === 0) onWanted?.(false);
  };
  const tell = (listener: StreamListener, say: (listener: StreamListener) => void): void => {
    try {
      say(listener);
    } catch (error) {
      leave(listener);
      report(error);
    }
  };
  const tellAll = (say: (listener: StreamListener) => void): void => {
    for (const listener of listeners) tell(listener, say);
  };
  return {
    get format() {
      return format;
    },
    setFormat(next) {
      format = next;
      recent.clear();
      tellAll((listener) => listener.onFormat(next));
    },
    push(frame) {
      recent.add(frame);
      for (const listener of listeners) tell(listener, (one) => one.onFrame(frame));
    },
    pause: () => {
      recent.clear();
      tellAll((listener) => listener.onPause?.());
    },
    end() {
      tellAll((listener) => listener.onEnd());
      listeners.clear();
    },
    requestKey,
    forget() {
      format = undefined;
      recent.clear();
    },
    listen(listener, { fromKey = false } = {}) {
      listeners.add(listener);
      const now = format;
      if (now !== undefined) tell(listener, (one) => one.onFormat(now));
      if (fromKey) for (const frame of recent.all()) tell(listener, (one) => one.onFrame(frame));
      if (listeners.size === 1 && listeners.has(listener)) onWanted?.(true);
      return () => leave(listener);
    },
  };
};

import { openMediaPath } from "./open-media-path.ts";
import type { MediaPath, SendOptions } from "./media-path.ts";
import type { FetchPort } from "../whip/resource.ts";

/** What a publication needs of the browser. */
export interface PublicationPorts {
  readonly ask: FetchPort;
  readonly openPath: (options: SendOptions) => MediaPath;
  /** Waits; a signal that aborts ends it early. */
  readonly wait: (ms: number, until: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly luck: () => number;
  readonly nowMs: () => number;
  /** Hears that the network is back, or that the page goes away. Answers its undo. */
  readonly listen: (event: "online" | "pagehide", run: () => void) => () => void;
}

const wait = (ms: number, until: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      until.removeEventListener("abort", settle);
      resolve();
    };
    const timer = setTimeout(settle, ms);
    if (until.aborted) settle();
    until.addEventListener("abort", settle);
  });

/** The browser's own. */
export const browserPorts: PublicationPorts = {
  ask: (url, options) => fetch(url, options),
  openPath: openMediaPath,
  wait,
  luck: () => Math.random(),
  nowMs: () => performance.now(),
  listen(event, run) {
    addEventListener(event, run);
    return () => removeEventListener(event, run);
  },
};

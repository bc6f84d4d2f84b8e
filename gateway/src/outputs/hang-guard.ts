import type { ChildProcess } from "node:child_process";

/** Ends a program that takes input and gives nothing any more. */
export interface HangGuard {
  wrote(): void;
  heard(): void;
}

/** A program that starts on a busy machine needs some time. */
const mostMs = 8_000;
/** After a pause of this length the program had nothing to do. */
const pauseMs = 1_000;

/** Makes the guard of a program; its end is heard of as any other. */
export const createHangGuard = (child: Pick<ChildProcess, "kill">, nowMs: () => number = () => performance.now()): HangGuard => {
  let wroteMs = -Infinity;
  let heardMs = 0;
  return {
    wrote() {
      const now = nowMs();
      if (now - wroteMs > pauseMs) heardMs = now;
      wroteMs = now;
      if (now - heardMs > mostMs) child.kill("SIGKILL");
    },
    heard: () => void (heardMs = nowMs()),
  };
};

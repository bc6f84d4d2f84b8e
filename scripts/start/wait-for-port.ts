import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const retryMs = 50;

/** Resolves once something listens there; rejects when the signal aborts first. */
export const waitForPort = async (port: number, host: string, signal: AbortSignal): Promise<void> => {
  while (!(await answers(port, host))) await delay(retryMs, undefined, { signal });
};

const answers = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

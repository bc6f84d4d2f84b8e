import type { StreamFormat } from "./media-frame.ts";
import type { StreamBus } from "./stream-bus.ts";

/** What goes over a bus; waits until it is known, so long at most. */
export const formatOf = (bus: StreamBus, waitMs: number): Promise<StreamFormat | undefined> =>
  new Promise((resolve) => {
    if (bus.format !== undefined) return resolve(bus.format);
    const settle = (format: StreamFormat | undefined): void => {
      clearTimeout(timer);
      undo();
      resolve(format);
    };
    const timer = setTimeout(() => settle(undefined), waitMs);
    const undo = bus.listen({ onFormat: settle, onFrame: () => undefined, onEnd: () => settle(undefined) });
  });

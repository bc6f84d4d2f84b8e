import type { StreamBus } from "../stream/stream-bus.ts";
import type { Film } from "./load-film.ts";

/** Plays a film on a bus at its own pace; answers how to stop it. */
export const playLive = (bus: StreamBus, { format, frames }: Film, fromUs = 0): (() => void) => {
  const startMs = performance.now();
  let next = 0;
  bus.setFormat(format);
  const timer = setInterval(() => {
    const nowUs = (performance.now() - startMs) * 1_000;
    for (let frame = frames[next]; frame !== undefined && frame.timeUs <= nowUs; frame = frames[next]) {
      next += 1;
      bus.push({ ...frame, timeUs: frame.timeUs + fromUs });
    }
    if (next === frames.length) clearInterval(timer);
  }, 10);
  return () => clearInterval(timer);
};

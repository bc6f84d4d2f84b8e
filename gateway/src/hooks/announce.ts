import type { Audience } from "../audience/audience.ts";
import type { Broadcasts } from "../servers/broadcasts.ts";
import type { Hooks } from "./hooks.ts";

const countEveryMs = 5_000;

/** Tells hooks of broadcasts that start and stop, and of viewers, at most every five seconds. Answers its undo. */
export const announceBroadcasts = (
  hooks: Hooks,
  { broadcasts, audience }: { readonly broadcasts: Broadcasts; readonly audience: Audience },
): (() => void) => {
  const told = new Map<string, number>();
  broadcasts.listen({
    onStarted(stream) {
      told.set(stream, audience.count(stream));
      hooks.send({ type: "stream.started", stream });
    },
    onStopped(stream, reason) {
      told.delete(stream);
      hooks.send({ type: "stream.stopped", stream, reason, peakViewers: audience.peak(stream) });
      audience.forget(stream);
    },
  });
  const timer = setInterval(() => {
    for (const [stream, before] of told) {
      const viewers = audience.count(stream);
      if (viewers === before) continue;
      told.set(stream, viewers);
      hooks.send({ type: "viewers.changed", stream, viewers });
    }
  }, countEveryMs);
  return () => clearInterval(timer);
};

import type { Bridge } from "../bridge.ts";
import type { WidgetContext } from "../context.ts";

/** Loudness, pictures and measurements of people. */
export const createMediaArea = (bridge: Bridge): Pick<WidgetContext, "media"> => ({
  media: {
    levels: (options = {}) => bridge.stream("media.levels", options),
    frames: (options) => bridge.stream("media.frames", options),
    stats: () => bridge.stream("media.stats", {}),
  },
});

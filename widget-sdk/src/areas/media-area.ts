import type { AddedFilter, FilterState } from "@tfx/protocol/widgets";
import type { Bridge } from "../bridge.ts";
import type { WidgetContext } from "../context.ts";
import { createLive } from "../listeners.ts";

/** Loudness, pictures and measurements of people, and what is done to the own picture. */
export const createMediaArea = (bridge: Bridge): Pick<WidgetContext, "media"> => {
  const state = createLive<FilterState | undefined>(undefined, bridge.report);
  bridge.on("filter.state", (body) => state.set(body));
  const added = createLive<readonly AddedFilter[]>([], bridge.report);
  bridge.on("filter.added", ({ filters }) => added.set(filters));
  return {
    media: {
      levels: (options = {}) => bridge.stream("media.levels", options),
      bands: (options = {}) => bridge.stream("media.bands", options),
      frames: (options) => bridge.stream("media.frames", options),
      stats: () => bridge.stream("media.stats", {}),
      faces: () => bridge.stream("media.faces", {}),
      filter: {
        set: async (stages) => void (await bridge.call("filter.set", { stages: [...stages] })),
        state,
        pictures: () => bridge.stream("filter.pictures", {}),
        answer: (id, bitmap) => bridge.tell("filter.answer", { id, bitmap }),
        added,
        use: async (id, on) => void (await bridge.call("filter.use", { id, on })),
        preview: (options) => bridge.stream("filter.preview", options),
      },
    },
  };
};

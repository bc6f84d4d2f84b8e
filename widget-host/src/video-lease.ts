import type { Live } from "@tfx/widget-sdk";
import type { Granted } from "./granted.ts";
import type { VideoServices } from "./services.ts";

/** Lends the chain of the own picture: what the widget put into it ends with the permission and with the widget. */
export const lendVideo = (video: VideoServices, { granted, signal }: { granted: Live<Granted>; signal: AbortSignal }): VideoServices => {
  let hasStages = false;
  const takeBack = (): void => {
    if (!hasStages) return;
    hasStages = false;
    // Taking away cannot fail: there is nothing to compile or to read.
    void video.set([]);
  };
  granted.on(
    ({ permissions }) => {
      if (!permissions.has("media:video-filter")) takeBack();
    },
    { signal },
  );
  signal.addEventListener("abort", takeBack, { once: true });
  return {
    ...video,
    set: (stages) => {
      hasStages = stages.length > 0;
      return video.set(stages);
    },
  };
};

import { TfxError } from "@tfx/protocol";
import type { Live } from "@tfx/widget-sdk";
import type { Granted } from "./granted.ts";
import { createLive } from "./live.ts";
import type { VideoServices } from "./services.ts";

/** The chain as it is lent to one instance. */
export interface VideoLease {
  readonly video: VideoServices;
  /** The own picture goes through stages of the instance. */
  readonly filters: Live<boolean>;
}

/**
 * Lends the chain of the own picture: what the widget put into it ends with the permission and with the widget. One
 * that ends by itself opens nothing that it hid.
 */
export const lendVideo = (video: VideoServices, { granted, signal }: { granted: Live<Granted>; signal: AbortSignal }): VideoLease => {
  const filters = createLive(false);
  const takeBack = (): void => {
    if (!filters.value) return;
    filters.set(false);
    // Taking away cannot fail: there is nothing to compile or to read.
    void video.set([]);
  };
  granted.on(
    ({ permissions }) => {
      if (!permissions.has("media:video-filter")) takeBack();
    },
    { signal },
  );
  const end = (): void => {
    if (filters.value && TfxError.from(signal.reason).code !== "widget/stopped") video.lose();
    else takeBack();
  };
  signal.addEventListener("abort", end, { once: true });
  return {
    filters,
    video: {
      ...video,
      set: (stages) => {
        filters.set(stages.length > 0);
        return video.set(stages);
      },
    },
  };
};

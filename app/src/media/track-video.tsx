import type { ReadonlySignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { classNames } from "@tfx/ui";
import "./track-video.css";

/** Properties of a picture. */
export interface TrackVideoProps {
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly mirrored?: boolean;
  /** `whole` shows everything of a screen; people fill their tile. */
  readonly fit?: "fill" | "whole";
}

const play = async (element: HTMLVideoElement): Promise<void> => {
  try {
    await element.play();
  } catch {
    // Taken away meanwhile, or a phone that saves power: the picture starts with the next touch, and nothing is lost.
    element.ownerDocument.addEventListener("pointerdown", () => void element.play().catch(() => undefined), { once: true });
  }
};

/** A picture without sound. Where there is no track, or no frame yet, what lies behind it is seen. */
export const TrackVideo = ({ track, mirrored = false, fit = "fill" }: TrackVideoProps) => {
  const element = useRef<HTMLVideoElement>(null);
  const shown = track.value;
  useLayoutEffect(() => {
    const video = element.current;
    if (video === null) return;
    // The property, not the attribute alone: a page may not start a video that could be heard.
    video.muted = true;
    video.srcObject = shown === undefined ? null : new MediaStream([shown]);
    if (shown !== undefined) void play(video);
  }, [shown]);
  return (
    <video
      ref={element}
      class={classNames("tfx-video", `tfx-video--${fit}`, mirrored && "tfx-video--mirrored")}
      autoplay
      playsInline
      muted
      disablePictureInPicture={false}
      aria-hidden="true"
      tabIndex={-1}
    />
  );
};

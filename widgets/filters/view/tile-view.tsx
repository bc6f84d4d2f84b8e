import { useEffect, useRef } from "preact/hooks";
import type { VideoStageInput } from "@tfx/widget-sdk";
import type { Thumbnails } from "../thumbnails.ts";

/** Properties of a tile. */
export interface TileProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly stages: () => readonly VideoStageInput[];
  readonly thumbnails: Thumbnails;
  readonly press: () => void;
  /** The tile that the keyboard comes to; arrows lead to the others. */
  readonly isFirst: boolean;
}

/** A filter to put on and off, with a live picture of what it does while it is seen. */
export const TileView = ({ name, isOn, stages, thumbnails, press, isFirst }: TileProps) => {
  const tile = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(stages);
  latest.current = stages;
  useEffect(() => {
    const place = tile.current;
    if (place === null) return undefined;
    let undo: (() => void) | undefined;
    const show = (picture: ImageBitmap): void => {
      const pen = canvas.current?.getContext("bitmaprenderer");
      if (pen === null || pen === undefined) picture.close();
      else pen.transferFromImageBitmap(picture);
    };
    const observer = new IntersectionObserver(([entry]) => {
      undo?.();
      undo = entry?.isIntersecting === true ? thumbnails.see({ stages: () => latest.current(), show }) : undefined;
    });
    observer.observe(place);
    return () => {
      observer.disconnect();
      undo?.();
    };
  }, [thumbnails]);
  return (
    <button ref={tile} type="button" class="filters-tile" aria-pressed={isOn} tabIndex={isFirst ? 0 : -1} onClick={press}>
      <canvas ref={canvas} class="filters-tile__picture" width={144} height={81} aria-hidden="true" />
      <span class="filters-tile__name tfx-small">{name}</span>
    </button>
  );
};

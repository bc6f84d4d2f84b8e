import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import "./live-picture.css";

/** Properties of a live picture. */
export interface LivePictureProps {
  /** Calls with one picture after the other, which are closed here; returns the undo. */
  readonly watch: (show: (picture: ImageBitmap) => void) => () => void;
  readonly label: string;
  /** Stands there until the first picture comes. */
  readonly none: string;
  /** What is written below. */
  readonly children: ComponentChildren;
}

/** Pictures as they come, one in the place of the other. */
export const LivePicture = ({ watch, label, none, children }: LivePictureProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hasPicture, setHasPicture] = useState(false);
  useEffect(
    () =>
      watch((picture) => {
        const place = canvas.current;
        const pen = place?.getContext("bitmaprenderer");
        if (place === null || pen === null || pen === undefined) return picture.close();
        place.width = picture.width;
        place.height = picture.height;
        pen.transferFromImageBitmap(picture);
        setHasPicture(true);
      }),
    [watch],
  );
  return (
    <figure class="tfx-live-picture">
      <canvas ref={canvas} class="tfx-live-picture__canvas" role="img" aria-label={label} hidden={!hasPicture} />
      {!hasPicture && <p class="tfx-live-picture__none tfx-muted">{none}</p>}
      <figcaption class="tfx-small tfx-muted">{children}</figcaption>
    </figure>
  );
};

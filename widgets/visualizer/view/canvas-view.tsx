import { useEffect, useRef } from "preact/hooks";
import { coloursOf } from "../draw/palette.ts";
import { drawShape } from "../draw/draw-shape.ts";
import type { VisualizerModel } from "../model.ts";
import { t } from "../texts.ts";

/** More pixels than that cost more than they show. */
const largestWidth = 960;

/** The canvas has as many pixels as it is large; answers whether that has changed it, which empties it. */
const fit = (canvas: HTMLCanvasElement): void => {
  const scale = Math.min(globalThis.devicePixelRatio, largestWidth / Math.max(1, canvas.clientWidth));
  const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
};

/** The sound itself. */
export const CanvasView = ({ model }: { model: VisualizerModel }) => {
  const place = useRef<HTMLCanvasElement>(null);
  const shape = model.shape.value;
  const palette = model.palette.value;
  useEffect(() => {
    const canvas = place.current;
    const pen = canvas?.getContext("2d");
    if (canvas === null || pen === null || pen === undefined) return undefined;
    const colours = coloursOf(palette);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    return model.loop.add(() => {
      fit(canvas);
      drawShape(shape, pen, { look: model.look(), colours });
    });
  }, [model, shape, palette]);
  return <canvas ref={place} class="visualizer-canvas" role="img" aria-label={t(`shape.${shape}`)} data-shape={shape} />;
};

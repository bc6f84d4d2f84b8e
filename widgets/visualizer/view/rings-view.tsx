import { useEffect, useRef } from "preact/hooks";
import { coloursOf } from "../draw/palette.ts";
import type { VisualizerModel } from "../model.ts";

const thickest = 10;
const quietest = 0.04;

/** A ring around each tile, as thick and as light as its person is loud. */
export const RingsView = ({ model }: { model: VisualizerModel }) => {
  const place = useRef<HTMLDivElement>(null);
  const palette = model.palette.value;
  const tiles = model.tiles.value.filter(({ source }) => source === "camera");
  useEffect(() => {
    const colours = coloursOf(palette);
    return model.loop.add(() => {
      for (const ring of place.current?.children ?? []) {
        if (!(ring instanceof HTMLElement)) continue;
        const level = model.levelOf(ring.dataset["participant"] ?? "");
        ring.style.borderWidth = level < quietest ? "0" : `${String(Math.round(2 + level * (thickest - 2)))}px`;
        ring.style.borderColor = colours[Math.round(128 + level * 127)] ?? "";
      }
    });
  }, [model, palette]);
  return (
    <div ref={place} class="visualizer-rings" aria-hidden="true">
      {tiles.map(({ participant, x, y, width, height }) => (
        <span
          key={participant}
          class="visualizer-ring"
          data-participant={participant}
          style={{ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }}
        />
      ))}
    </div>
  );
};

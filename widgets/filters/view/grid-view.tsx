import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Where an arrow leads: along the line in reading direction, or to the tile above or below. */
const nextTile = (tiles: readonly HTMLElement[], from: number, key: string): HTMLElement | undefined => {
  if (key === "Home") return tiles[0];
  if (key === "End") return tiles.at(-1);
  const current = tiles[from];
  if (current === undefined) return undefined;
  const step = steps[key];
  if (step !== undefined) return tiles[from + (getComputedStyle(current).direction === "rtl" ? -step : step)];
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const columns = tiles.filter(({ offsetTop }) => offsetTop === tiles[0]?.offsetTop).length;
  return tiles[from + (key === "ArrowDown" ? columns : -columns)];
};

/** Tiles that are one stop of the keyboard; arrows, Home and End lead from tile to tile. */
export const GridView = ({ label, children }: { label: string; children: ComponentChildren }) => {
  const grid = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent): void => {
    const tiles = [...(grid.current?.querySelectorAll<HTMLElement>(".filters-tile") ?? [])];
    const from = tiles.findIndex((tile) => tile === event.target);
    const next = nextTile(tiles, from, event.key);
    if (from < 0 || next === undefined) return;
    event.preventDefault();
    for (const tile of tiles) tile.tabIndex = tile === next ? 0 : -1;
    next.focus();
  };
  return (
    <section class="filters-group" aria-label={label}>
      <h4 class="tfx-small tfx-muted">{label}</h4>
      <div ref={grid} class="filters-grid" role="group" aria-label={label} onKeyDown={step}>
        {children}
      </div>
    </section>
  );
};

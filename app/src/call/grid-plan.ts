/** An area in CSS pixels. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

/** A box in an area, counted from its start and top; mirrored by whoever draws it in right-to-left text. */
export interface Box extends Area {
  readonly x: number;
  readonly y: number;
}

/** How wide a tile may be for its height: cameras are 16:9 or 4:3, and cropping more would cost heads. */
const ratios = { least: 0.75, most: 16 / 9 };

/** How many tiles each row holds: rows differ by one at most and the longer ones come first, so that none is left alone. */
export const rowCounts = (count: number, rows: number): readonly number[] => {
  const least = Math.floor(count / rows);
  return Array.from({ length: rows }, (_, row) => least + (row < count % rows ? 1 : 0));
};

/** One tile alone below fuller rows looks forgotten; only among three there is no better way. */
const leavesOneAlone = (counts: readonly number[]): boolean => counts.at(-1) === 1 && (counts[0] ?? 1) > 1 && counts.length > 2;

/** Somebody alone may have it all: a cut at the edges costs less than black bars. */
const tileSize = (area: Area, shape: { columns: number; rows: number; gap: number }): Area => {
  const width = (area.width - shape.gap * (shape.columns - 1)) / shape.columns;
  const height = (area.height - shape.gap * (shape.rows - 1)) / shape.rows;
  if (shape.rows * shape.columns === 1) return { width: Math.max(0, width), height: Math.max(0, height) };
  return {
    width: Math.max(0, Math.min(width, height * ratios.most)),
    height: Math.max(0, Math.min(height, width / ratios.least)),
  };
};

/**
 * Boxes for equal tiles: as large as the area allows, in rows that differ by one tile at most, none
 * of them alone, centred.
 */
export const planGrid = (count: number, area: Area, gap: number): readonly Box[] => {
  let best = { counts: [] as readonly number[], tile: { width: 0, height: 0 }, size: -1 };
  for (let rows = 1; rows <= count; rows += 1) {
    const counts = rowCounts(count, rows);
    const tile = tileSize(area, { columns: counts[0] ?? 1, rows, gap });
    // A picture narrower than high loses its sides, so such a tile counts for less than its area.
    const size = tile.width * tile.height * Math.min(1, tile.width / Math.max(1, tile.height));
    if (size > best.size && !leavesOneAlone(counts)) best = { counts, tile, size };
  }
  const { counts, tile } = best;
  const top = (area.height - counts.length * tile.height - (counts.length - 1) * gap) / 2;
  return counts.flatMap((inRow, row) => {
    const start = (area.width - inRow * tile.width - (inRow - 1) * gap) / 2;
    return Array.from({ length: inRow }, (_, column) => ({
      x: start + column * (tile.width + gap),
      y: top + row * (tile.height + gap),
      ...tile,
    }));
  });
};

/**
 * How people are placed: all alike, the one who speaks large, or the screen with the speaker in a corner. While somebody
 * shares, a screen is large in all but the grid: small, nobody reads what is on it.
 */
export type CompositionLayout = "grid" | "speaker" | "screen";

/** Somebody to be placed. */
export interface PlacedPerson {
  readonly participant: string;
  readonly hasScreen: boolean;
}

/** Where a picture goes, in pixels. A camera fills its box, a screen is shown whole. */
export interface Box {
  readonly participant: string;
  readonly source: "camera" | "screen";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Item = Pick<Box, "participant" | "source">;

const aspect = 16 / 9;
/** Between boxes and around them, as a part of the height. */
const gapPart = 1 / 90;
const stripPart = 0.22;
const insetPart = 0.24;
/** More than these are not recognised in a strip. */
const maxInStrip = 6;

/** Sizes of rows that differ by one at most: a last row is never left with a single one beside full ones. */
const rowsOf = (count: number, rows: number): readonly number[] =>
  Array.from({ length: rows }, (_, row) => Math.floor(count / rows) + (row < count % rows ? 1 : 0));

const tileOf = (area: Area, gap: number, { columns, rows }: { columns: number; rows: number }) => {
  const width = (area.width - gap * (columns + 1)) / columns;
  const height = (area.height - gap * (rows + 1)) / rows;
  return width / height > aspect ? { width: height * aspect, height } : { width, height: width / aspect };
};

/** Boxes of one size that are as large as the area lets them be, each row centred. */
const placeGrid = (items: readonly Item[], area: Area, gap: number): readonly Box[] => {
  const count = items.length;
  if (count === 0) return [];
  const choices = Array.from({ length: count }, (_, index) => rowsOf(count, index + 1));
  const sized = choices.map((rows) => ({ rows, tile: tileOf(area, gap, { columns: Math.max(...rows), rows: rows.length }) }));
  const { rows, tile } = sized.reduce((best, next) => (next.tile.width > best.tile.width + 0.5 ? next : best));
  const top = area.y + (area.height - rows.length * tile.height - (rows.length - 1) * gap) / 2;
  return rows.flatMap((columns, row) => {
    const from = rows.slice(0, row).reduce((sum, size) => sum + size, 0);
    const left = area.x + (area.width - columns * tile.width - (columns - 1) * gap) / 2;
    return items.slice(from, from + columns).map((item, column) => ({
      ...item,
      x: Math.round(left + column * (tile.width + gap)),
      y: Math.round(top + row * (tile.height + gap)),
      width: Math.round(tile.width),
      height: Math.round(tile.height),
    }));
  });
};

const fill = (item: Item, area: Area): Box => ({
  ...item,
  x: Math.round(area.x),
  y: Math.round(area.y),
  width: Math.round(area.width),
  height: Math.round(area.height),
});

const itemsOf = (people: readonly PlacedPerson[]): readonly Item[] =>
  people.flatMap(({ participant, hasScreen }) => [
    ...(hasScreen ? [{ participant, source: "screen" } as const] : []),
    { participant, source: "camera" } as const,
  ]);

/** One large, the others in a strip beside it. */
const placeSpeaker = (main: Item, others: readonly Item[], { area, gap }: { area: Area; gap: number }): readonly Box[] => {
  const shown = others.slice(0, maxInStrip);
  if (shown.length === 0) return [fill(main, area)];
  const stripWidth = area.width * stripPart;
  const strip = { ...area, x: area.width - stripWidth, width: stripWidth };
  const height = Math.min((stripWidth - 2 * gap) / aspect, (area.height - gap * (shown.length + 1)) / shown.length);
  const top = (area.height - shown.length * height - (shown.length - 1) * gap) / 2;
  const boxes = shown.map((item, index) =>
    fill(item, { x: strip.x + gap, y: top + index * (height + gap), width: stripWidth - 2 * gap, height }),
  );
  return [fill(main, { ...area, width: area.width - stripWidth }), ...boxes];
};

const placeScreen = (screen: Item, speaker: Item | undefined, { area, gap }: { area: Area; gap: number }): readonly Box[] => {
  if (speaker === undefined) return [fill(screen, area)];
  const width = area.width * insetPart;
  const height = width / aspect;
  const inset = { x: area.width - width - 2 * gap, y: area.height - height - 2 * gap, width, height };
  return [fill(screen, area), fill(speaker, inset)];
};

/** Who is to be large: whoever speaks, else whoever was, else the first. */
export const pickMain = (people: readonly { readonly participant: string; readonly isSpeaking: boolean }[], before: string | undefined) => {
  const stays = people.find(({ participant }) => participant === before);
  if (stays?.isSpeaking === true) return before;
  return (people.find(({ isSpeaking }) => isSpeaking) ?? stays ?? people[0])?.participant;
};

/** Places people in a picture; later boxes lie over earlier ones. */
export const planLayout = (
  people: readonly PlacedPerson[],
  { layout, width, height, main }: { layout: CompositionLayout; width: number; height: number; main: string | undefined },
): readonly Box[] => {
  const area = { x: 0, y: 0, width, height };
  const gap = height * gapPart;
  const items = itemsOf(people);
  const speaker = items.find(({ participant, source }) => participant === main && source === "camera");
  const screen =
    items.find(({ source, participant }) => source === "screen" && participant === main) ?? items.find(({ source }) => source === "screen");
  if (items.length === 1 && items[0] !== undefined) return [fill(items[0], area)];
  if (layout === "screen" && screen !== undefined) return placeScreen(screen, speaker, { area, gap });
  const large = screen ?? speaker;
  if (layout === "grid" || large === undefined) return placeGrid(items, area, gap);
  // Beside a screen, whoever speaks comes first: a strip has not room for everybody.
  const others = items.filter((item) => item !== large && item !== speaker);
  return placeSpeaker(large, speaker === undefined || speaker === large ? others : [speaker, ...others], { area, gap });
};

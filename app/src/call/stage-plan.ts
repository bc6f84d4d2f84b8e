import { planGrid, type Area, type Box } from "./grid-plan.ts";

/** Where the own picture stands when it lies over the others: a corner, named in reading direction. */
export type Corner = "top-start" | "top-end" | "bottom-start" | "bottom-end";

/** One thing to place: a person, a screen, the invitation. */
export interface Placeable {
  readonly key: string;
  /** Lies over the others in a corner instead of taking a place among them. */
  readonly floating: boolean;
}

/** What a plan of the stage needs to know. */
export interface StageWish {
  /** Key of the tile that is shown large; the others go to a strip. Without one all are equal. */
  readonly main: string | undefined;
  readonly area: Area;
  readonly gap: number;
  readonly corner: Corner;
  /** How much of the area's width, or height, the strip takes; by itself where it was never moved. */
  readonly strip?: number | undefined;
}

/** The line between the large tile and the strip. */
export interface StageEdge {
  readonly box: Box;
  readonly runs: "down" | "across";
  /** How much of the area the strip takes. */
  readonly share: number;
}

const narrow = 600;

/** The strip stands beside the large tile where there is width for it, else below. */
const parts = ({ area, gap, strip }: StageWish, count: number): { main: Box; strip: Box } => {
  const beside = area.width >= narrow && area.width > area.height;
  if (beside) {
    const width = strip === undefined ? Math.min(area.width * 0.28, count > 5 ? 280 : 200) : area.width * strip;
    const mainWidth = area.width - width - gap;
    return {
      main: { x: 0, y: 0, width: mainWidth, height: area.height },
      strip: { x: mainWidth + gap, y: 0, width, height: area.height },
    };
  }
  const height = strip === undefined ? Math.min(area.height * 0.28, count > 4 ? 200 : 128) : area.height * strip;
  const mainHeight = area.height - height - gap;
  return {
    main: { x: 0, y: 0, width: area.width, height: mainHeight },
    strip: { x: 0, y: mainHeight + gap, width: area.width, height },
  };
};

const floatingBox = ({ area, corner, gap }: StageWish): Box => {
  const width = Math.max(104, Math.min(224, area.width * 0.28));
  const height = area.width < narrow ? width * 1.25 : width * 0.625;
  return {
    x: corner.endsWith("start") ? gap : area.width - width - gap,
    y: corner.startsWith("top") ? gap : area.height - height - gap,
    width,
    height,
  };
};

/** Boxes of everything on the stage by key. The same tile keeps its key in every layout, so that its picture never restarts. */
export const planStage = (tiles: readonly Placeable[], wish: StageWish): ReadonlyMap<string, Box> => {
  const boxes = new Map<string, Box>();
  const placed = tiles.filter((tile) => !tile.floating);
  for (const tile of tiles) if (tile.floating) boxes.set(tile.key, floatingBox(wish));
  const main = placed.find((tile) => tile.key === wish.main);
  const others = placed.filter((tile) => tile !== main);
  if (main !== undefined && others.length === 0) return boxes.set(main.key, { x: 0, y: 0, ...wish.area });
  const whole: Box = { x: 0, y: 0, ...wish.area };
  const { main: mainBox, strip } = main === undefined ? { main: undefined, strip: whole } : parts(wish, others.length);
  if (main !== undefined && mainBox !== undefined) boxes.set(main.key, mainBox);
  const grid = planGrid(others.length, strip, wish.gap);
  for (const [index, tile] of others.entries()) {
    const box = grid[index];
    if (box !== undefined) boxes.set(tile.key, { ...box, x: box.x + strip.x, y: box.y + strip.y });
  }
  return boxes;
};

/** Where the line beside a large tile lies; none where the tile has all, or there is none. */
export const edgeOf = (main: Box | undefined, area: Area, gap: number): StageEdge | undefined => {
  if (main === undefined || main.x !== 0 || main.y !== 0) return undefined;
  const beside = area.width - main.width;
  const below = area.height - main.height;
  if (beside > 0)
    return { runs: "down", share: (beside - gap) / area.width, box: { x: main.width, y: 0, width: gap, height: area.height } };
  if (below > 0)
    return { runs: "across", share: (below - gap) / area.height, box: { x: 0, y: main.height, width: area.width, height: gap } };
  return undefined;
};

/** The corner that is nearest to a point, both counted from the area's start and top. */
export const nearestCorner = (point: { x: number; y: number }, area: Area): Corner =>
  `${point.y < area.height / 2 ? "top" : "bottom"}-${point.x < area.width / 2 ? "start" : "end"}`;

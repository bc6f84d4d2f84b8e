import type { InkMessage } from "@tfx/protocol";
import { inkBounds } from "./ink-bounds.ts";

/** Whoever draws, as others see it. */
export interface InkAuthor {
  readonly id: string;
  readonly name: string;
  /** A colour of `inkPalette`. */
  readonly colour: string;
}

/** What of a message is drawn; on which share it is has been settled. */
export type InkMark = InkMessage extends infer One ? (One extends unknown ? Omit<One, "share"> : never) : never;

/** A line as it is to be painted. Points are x and y in turn, in shares of the picture. */
export interface InkLine {
  readonly author: InkAuthor;
  readonly points: readonly number[];
  readonly opacity: number;
  /** Being drawn now: the name is written beside its end. */
  readonly fresh: boolean;
}

/** A place that is pointed at. */
export interface InkSpot {
  readonly author: InkAuthor;
  readonly x: number;
  readonly y: number;
  readonly opacity: number;
}

/** What is to be painted now. */
export interface InkScene {
  readonly lines: readonly InkLine[];
  readonly spots: readonly InkSpot[];
}

/** Ink of many people that vanishes by itself. */
export interface InkBoard {
  /** Takes a checked message; false when its author draws more than anybody needs to. */
  take(author: InkAuthor, mark: InkMark, nowMs: number): boolean;
  /** Wipes what one author drew, or everything. */
  clear(author?: string): void;
  /** What is left of it now; empty once all has vanished. */
  scene(nowMs: number): InkScene;
}

/** How long ink stays, in milliseconds. */
export interface InkLife {
  readonly holdMs: number;
  readonly fadeMs: number;
}

/** Long enough to be looked at and spoken of. */
export const inkLife: InkLife = { holdMs: 4_000, fadeMs: 800 };
/** One's own line until it is seen on the shared page itself: shorter than that takes would look like a lost line. */
export const echoLife: InkLife = { holdMs: 500, fadeMs: 300 };

const spotLife: InkLife = { holdMs: 600, fadeMs: 300 };
const freshMs = 700;

/** Bounds of what one author can make everybody paint. */
const most = { authors: 32, lines: 24, pointsBurst: 4_000, pointsPerSecond: 1_500 };

interface Line {
  readonly points: number[];
  next: number;
  at: number;
}

interface Sheet {
  author: InkAuthor;
  readonly lines: Map<number, Line>;
  spot: { readonly x: number; readonly y: number; readonly at: number } | undefined;
  left: number;
  at: number;
}

const opacityOf = (ageMs: number, { holdMs, fadeMs }: InkLife): number => Math.max(0, Math.min(1, 1 - (ageMs - holdMs) / fadeMs));

const extend = (line: Line, from: number, points: readonly number[]): void => {
  // Pieces overlap; what is known is skipped, and what was lost is bridged by a straight line.
  const known = Math.max(0, line.next - from);
  const room = (inkBounds.strokePoints - line.points.length / 2) * 2;
  line.points.push(...points.slice(known * 2).slice(0, Math.max(0, room)));
  line.next = Math.max(line.next, from + points.length / 2);
};

const afford = (sheet: Sheet, points: number, nowMs: number): boolean => {
  sheet.left = Math.min(most.pointsBurst, sheet.left + ((nowMs - sheet.at) / 1_000) * most.pointsPerSecond);
  sheet.at = nowMs;
  if (sheet.left < points) return false;
  sheet.left -= points;
  return true;
};

const draw = (sheet: Sheet, mark: Extract<InkMark, { do: "draw" }>, nowMs: number): void => {
  const line = sheet.lines.get(mark.stroke) ?? { points: [], next: mark.from, at: nowMs };
  if (!sheet.lines.has(mark.stroke) && sheet.lines.size >= most.lines) {
    const [oldest] = sheet.lines.keys();
    if (oldest !== undefined) sheet.lines.delete(oldest);
  }
  sheet.lines.set(mark.stroke, line);
  extend(line, mark.from, mark.points);
  line.at = nowMs;
};

/** Makes an empty board. */
export const createInkBoard = (life: InkLife = inkLife): InkBoard => {
  const sheets = new Map<string, Sheet>();
  const forget = (nowMs: number): void => {
    for (const [id, sheet] of sheets) {
      for (const [stroke, line] of sheet.lines) if (opacityOf(nowMs - line.at, life) === 0) sheet.lines.delete(stroke);
      if (sheet.spot !== undefined && opacityOf(nowMs - sheet.spot.at, spotLife) === 0) sheet.spot = undefined;
      // Whoever has drawn a lot is remembered until it would be forgiven: else wiping and going on has no bound.
      const isForgiven = (nowMs - sheet.at) / 1_000 > most.pointsBurst / most.pointsPerSecond;
      if (sheet.lines.size === 0 && sheet.spot === undefined && isForgiven) sheets.delete(id);
    }
  };
  return {
    take(author, mark, nowMs) {
      forget(nowMs);
      const sheet = sheets.get(author.id) ?? { author, lines: new Map(), spot: undefined, left: most.pointsBurst, at: nowMs };
      if (!sheets.has(author.id) && sheets.size >= most.authors) return false;
      sheets.set(author.id, sheet);
      sheet.author = author;
      if (!afford(sheet, mark.do === "draw" ? mark.points.length / 2 : 1, nowMs)) return false;
      if (mark.do === "draw") draw(sheet, mark, nowMs);
      else sheet.spot = { x: mark.x, y: mark.y, at: nowMs };
      return true;
    },
    clear(author) {
      for (const [id, sheet] of sheets) {
        if (author !== undefined && id !== author) continue;
        sheet.lines.clear();
        sheet.spot = undefined;
      }
    },
    scene(nowMs) {
      forget(nowMs);
      const all = [...sheets.values()];
      return {
        lines: all.flatMap(({ author, lines }) =>
          [...lines.values()].map(({ points, at }) => ({
            author,
            points,
            opacity: opacityOf(nowMs - at, life),
            fresh: nowMs - at < freshMs,
          })),
        ),
        spots: all.flatMap(({ author, spot }) =>
          spot === undefined ? [] : [{ author, x: spot.x, y: spot.y, opacity: opacityOf(nowMs - spot.at, spotLife) }],
        ),
      };
    },
  };
};

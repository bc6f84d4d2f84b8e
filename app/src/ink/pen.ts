import type { InkMark } from "./ink-board.ts";
import { inkBounds } from "./ink-bounds.ts";

/** A place on the picture, in shares of its width and height. */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
}

/** Turns what a pointer does into messages, few and small. */
export interface Pen {
  down(point: InkPoint): void;
  move(point: InkPoint): void;
  up(): void;
  /** Shows a place without drawing. */
  point(point: InkPoint): void;
}

const everyMs = 33;
/** Points that a piece repeats of the one before: one lost message leaves no gap. */
const overlap = 6;
/** The end of a line has no next piece that could repeat it. */
const repeatEndMs = 120;
const precision = 10_000;

const round = (share: number): number => Math.round(Math.max(0, Math.min(1, share)) * precision) / precision;

/** Messages that carry the points from an index on. */
const piecesOf = (stroke: number, points: readonly number[], from: number): readonly InkMark[] => {
  const pieces: InkMark[] = [];
  for (let at = from; at < points.length / 2; at += inkBounds.messagePoints)
    pieces.push({ do: "draw", stroke, from: at, points: points.slice(at * 2, (at + inkBounds.messagePoints) * 2) });
  return pieces;
};

/** Makes a pen whose marks are handed on at most thirty times a second, until the signal aborts. */
export const createPen = (emit: (mark: InkMark) => void, end: AbortSignal): Pen => {
  let stroke = Math.floor(Math.random() * 0x3fff_ffff);
  let points: number[] = [];
  let sent = 0;
  let spot: InkPoint | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (end.aborted) return;
    if (spot !== undefined) emit({ do: "point", x: round(spot.x), y: round(spot.y) });
    spot = undefined;
    const count = points.length / 2;
    if (sent < count) for (const piece of piecesOf(stroke, points, Math.max(0, sent - overlap))) emit(piece);
    sent = count;
  };
  const soon = () => {
    timer ??= setTimeout(flush, everyMs);
  };
  const begin = (point: InkPoint) => {
    stroke = (stroke + 1) % 0x7fff_ffff;
    points = [round(point.x), round(point.y)];
    sent = 0;
  };
  const finish = () => {
    flush();
    const [last, all] = [stroke, points];
    points = [];
    sent = 0;
    if (all.length === 0) return;
    setTimeout(() => {
      if (!end.aborted) for (const piece of piecesOf(last, all, Math.max(0, all.length / 2 - overlap * 2))) emit(piece);
    }, repeatEndMs);
  };
  end.addEventListener("abort", () => clearTimeout(timer), { once: true });

  return {
    down(point) {
      begin(point);
      flush();
    },
    move(point) {
      if (points.length === 0) return;
      points.push(round(point.x), round(point.y));
      if (points.length / 2 >= inkBounds.strokePoints) {
        finish();
        begin(point);
      }
      soon();
    },
    up: finish,
    point(place) {
      spot = place;
      soon();
    },
  };
};

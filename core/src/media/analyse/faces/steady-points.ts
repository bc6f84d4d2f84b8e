import type { PicturePoint } from "./face.ts";

/** Points that are smoothed over time. */
export interface SteadyPoints {
  readonly points: readonly PicturePoint[];
  /** Speed of their middle, in sizes of the shape a second. */
  readonly speed: number;
  readonly atMs: number;
}

/** Resting points tremble; below this frequency (Hz) they may. */
const restingHz = 1.2;
/** Cut-off in Hz gained for each size a second, so that what moves is not left behind. */
const gain = 4;
const speedHz = 2;

const share = (hertz: number, seconds: number): number => {
  const step = 2 * Math.PI * hertz * seconds;
  return step / (step + 1);
};

const centre = (points: readonly PicturePoint[]): PicturePoint => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

/**
 * Smooths the points of a shape with a one-euro filter (Casiez, Roussel and Vogel, 2012). All points share
 * one cut-off, that of their middle: else each would lag by itself and the shape would bend.
 * `size` is the shape's width, in the unit of the points.
 */
export const steadyPoints = (
  before: SteadyPoints | undefined,
  next: { readonly points: readonly PicturePoint[]; readonly size: number; readonly atMs: number },
): SteadyPoints => {
  const { points, size, atMs } = next;
  const seconds = before === undefined ? 0 : (atMs - before.atMs) / 1_000;
  if (before === undefined || before.points.length !== points.length) return { points, speed: 0, atMs };
  if (seconds <= 0) return before;
  const [from, to] = [centre(before.points), centre(points)];
  const measured = Math.hypot(to.x - from.x, to.y - from.y) / Math.max(size, 1e-6) / seconds;
  const speed = before.speed + (measured - before.speed) * share(speedHz, seconds);
  const weight = share(restingHz + gain * speed, seconds);
  return {
    points: points.map((point, index) => {
      const old = before.points[index] ?? point;
      return { x: old.x + (point.x - old.x) * weight, y: old.y + (point.y - old.y) * weight };
    }),
    speed,
    atMs,
  };
};

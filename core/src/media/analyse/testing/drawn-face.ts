import type { PicturePoint } from "../faces/face.ts";

const circle = (count: number, { x, y, radius }: PicturePoint & { readonly radius: number }): PicturePoint[] =>
  Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });

/** 68 points of a face one wide, around (0, 0), which is halfway from eyes to mouth; upright. */
const upright: readonly PicturePoint[] = [
  ...Array.from({ length: 17 }, (_, index) => ({
    x: -0.5 * Math.cos((Math.PI * index) / 16),
    y: -0.25 + 0.95 * Math.sin((Math.PI * index) / 16),
  })),
  ...Array.from({ length: 10 }, (_, index) => ({ x: -0.4 + index * 0.089, y: -0.4 })),
  ...Array.from({ length: 4 }, (_, index) => ({ x: 0, y: -0.25 + index * 0.1 })),
  ...Array.from({ length: 5 }, (_, index) => ({ x: -0.1 + index * 0.05, y: 0.08 })),
  ...circle(6, { x: -0.22, y: -0.25, radius: 0.06 }),
  ...circle(6, { x: 0.22, y: -0.25, radius: 0.06 }),
  ...circle(12, { x: 0, y: 0.25, radius: 0.15 }),
  ...circle(8, { x: 0, y: 0.25, radius: 0.1 }),
];

/** Points of a face of this width (in widths of the picture) whose middle stands here and which leans so far. */
export const drawnFace = ({
  x,
  y,
  scale,
  roll = 0,
  aspect = 1,
}: PicturePoint & { readonly scale: number; readonly roll?: number; readonly aspect?: number }): PicturePoint[] =>
  upright.map((point) => ({
    x: x + scale * (point.x * Math.cos(roll) - point.y * Math.sin(roll)),
    y: y + scale * aspect * (point.x * Math.sin(roll) + point.y * Math.cos(roll)),
  }));

import type { InkLine, InkScene, InkSpot } from "./ink-board.ts";

/** Where a picture lies on what is painted, in its pixels. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const halo = "rgb(255 255 255 / 0.85)";

const widthOf = ({ height }: PictureBox): number => Math.max(3, height * 0.007);

const trace = (context: CanvasRenderingContext2D, points: readonly number[], box: PictureBox): void => {
  const at = (index: number): readonly [number, number] => [
    box.x + (points[index * 2] ?? 0) * box.width,
    box.y + (points[index * 2 + 1] ?? 0) * box.height,
  ];
  const count = points.length / 2;
  context.beginPath();
  context.moveTo(...at(0));
  if (count === 1) context.lineTo(...at(0));
  for (let index = 1; index < count; index += 1) {
    const [[x, y], [nextX, nextY]] = [at(index), at(Math.min(index + 1, count - 1))];
    // Through the middles between points: a hand draws curves, a pointer reports corners.
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
};

const paintLine = (context: CanvasRenderingContext2D, { points, author, opacity }: InkLine, box: PictureBox): void => {
  context.globalAlpha = opacity;
  trace(context, points, box);
  context.lineWidth = widthOf(box) * 1.8;
  context.strokeStyle = halo;
  context.stroke();
  context.lineWidth = widthOf(box);
  context.strokeStyle = author.colour;
  context.stroke();
};

const paintSpot = (context: CanvasRenderingContext2D, { x, y, author, opacity }: InkSpot, box: PictureBox): void => {
  const radius = widthOf(box) * 1.6;
  context.globalAlpha = opacity;
  context.beginPath();
  context.arc(box.x + x * box.width, box.y + y * box.height, radius, 0, Math.PI * 2);
  context.fillStyle = author.colour;
  context.fill();
  context.lineWidth = Math.max(2, radius * 0.3);
  context.strokeStyle = halo;
  context.stroke();
};

const paintName = (
  context: CanvasRenderingContext2D,
  name: string,
  place: { x: number; y: number; colour: string; box: PictureBox },
): void => {
  const { box, colour } = place;
  const size = Math.max(11, Math.min(18, box.height * 0.022));
  context.font = `600 ${size}px system-ui, sans-serif`;
  const shown = name.length > 24 ? `${name.slice(0, 23)}…` : name;
  const width = context.measureText(shown).width + size;
  const height = size * 1.5;
  const x = Math.max(box.x, Math.min(box.x + place.x * box.width + size, box.x + box.width - width));
  const y = Math.max(box.y, Math.min(box.y + place.y * box.height + size, box.y + box.height - height));
  context.fillStyle = "rgb(11 13 17 / 0.82)";
  context.beginPath();
  context.roundRect(x, y, width, height, size * 0.4);
  context.fill();
  context.fillStyle = colour;
  context.fillRect(x, y + height - 2, width, 2);
  context.fillStyle = "#ffffff";
  context.textBaseline = "middle";
  context.fillText(shown, x + size / 2, y + height / 2);
};

/** Paints a scene into the box; what was painted before has been cleared by the caller. */
export const paintInk = (context: CanvasRenderingContext2D, scene: InkScene, box: PictureBox): void => {
  context.save();
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const line of scene.lines) if (line.points.length > 0) paintLine(context, line, box);
  for (const spot of scene.spots) paintSpot(context, spot, box);
  for (const { author, points, fresh, opacity } of scene.lines) {
    if (!fresh || points.length < 2) continue;
    context.globalAlpha = opacity;
    paintName(context, author.name, { x: points.at(-2) ?? 0, y: points.at(-1) ?? 0, colour: author.colour, box });
  }
  for (const { author, x, y, opacity } of scene.spots) {
    context.globalAlpha = opacity;
    paintName(context, author.name, { x, y, colour: author.colour, box });
  }
  context.restore();
};

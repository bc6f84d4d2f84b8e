import { loudestBetween } from "./hertz-scale.ts";

/** What can be drawn of a sound. */
export const shapes = ["bars", "wave", "circle", "spectrogram"] as const;
/** What can be drawn of a sound. */
export type Shape = (typeof shapes)[number];

/** A sound at one moment. */
export interface Look {
  readonly frequencies: Uint8Array;
  readonly wave: Uint8Array;
  readonly hertzPerBin: number;
}

/** What a canvas draws with; a part of the real one. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  "clearRect" | "fillRect" | "drawImage" | "beginPath" | "moveTo" | "lineTo" | "stroke" | "arc" | "fillStyle" | "strokeStyle" | "lineWidth"
> & { readonly canvas: { readonly width: number; readonly height: number } & CanvasImageSource };

type Draw = (pen: Pen, look: Look, colours: readonly string[]) => void;

const barCount = 48;

const bars: Draw = (pen, { frequencies, hertzPerBin }, colours) => {
  const { width, height } = pen.canvas;
  pen.clearRect(0, 0, width, height);
  for (let bar = 0; bar < barCount; bar++) {
    const loud = loudestBetween(frequencies, hertzPerBin, [bar / barCount, (bar + 1) / barCount]);
    const tall = (loud / 255) * height;
    pen.fillStyle = colours[loud] ?? "";
    pen.fillRect((bar * width) / barCount, height - tall, width / barCount - 1, tall);
  }
};

const wave: Draw = (pen, { wave: samples }, colours) => {
  const { width, height } = pen.canvas;
  pen.clearRect(0, 0, width, height);
  pen.strokeStyle = colours[200] ?? "";
  pen.lineWidth = Math.max(2, height / 100);
  pen.beginPath();
  for (let x = 0; x < width; x += 2) {
    const sample = samples[Math.floor((x / width) * samples.length)] ?? 128;
    const y = (1 - sample / 255) * height;
    if (x === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  pen.stroke();
};

const rayCount = 96;

const circle: Draw = (pen, { frequencies, hertzPerBin }, colours) => {
  const { width, height } = pen.canvas;
  pen.clearRect(0, 0, width, height);
  const inner = Math.min(width, height) / 6;
  pen.lineWidth = Math.max(2, inner / 10);
  for (let ray = 0; ray < rayCount; ray++) {
    // The left half mirrors the right one.
    const place = ray < rayCount / 2 ? ray : rayCount - 1 - ray;
    const loud = loudestBetween(frequencies, hertzPerBin, [(2 * place) / rayCount, (2 * place + 2) / rayCount]);
    const angle = ((ray + 0.5) / rayCount) * 2 * Math.PI - Math.PI / 2;
    const outer = inner * (1.05 + (loud / 255) * 1.9);
    pen.strokeStyle = colours[loud] ?? "";
    pen.beginPath();
    pen.moveTo(width / 2 + Math.cos(angle) * inner, height / 2 + Math.sin(angle) * inner);
    pen.lineTo(width / 2 + Math.cos(angle) * outer, height / 2 + Math.sin(angle) * outer);
    pen.stroke();
  }
};

/** Pixels that the past moves at each look. */
const stepWidth = 2;

const spectrogram: Draw = (pen, { frequencies, hertzPerBin }, colours) => {
  const { width, height } = pen.canvas;
  pen.drawImage(pen.canvas, -stepWidth, 0);
  for (let y = 0; y < height; y += 2) {
    const loud = loudestBetween(frequencies, hertzPerBin, [1 - (y + 2) / height, 1 - y / height]);
    pen.fillStyle = colours[loud] ?? "";
    pen.fillRect(width - stepWidth, y, stepWidth, 2);
  }
};

const draws: Readonly<Record<Shape, Draw>> = { bars, wave, circle, spectrogram };

/** Draws a sound over the whole canvas; a spectrogram moves what is there. */
export const drawShape = (shape: Shape, pen: Pen, { look, colours }: { look: Look; colours: readonly string[] }): void =>
  draws[shape](pen, look, colours);

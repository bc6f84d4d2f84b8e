import { strip, timeCells } from "../time-code.ts";

const size = { width: 640, height: 360 } as const;
const framesPerSecond = 30;

const drawCells = (context: CanvasRenderingContext2D): void => {
  const top = size.height - strip.rows * strip.cell;
  for (const [index, isWhite] of timeCells(Date.now()).entries()) {
    context.fillStyle = isWhite ? "#fff" : "#000";
    context.fillRect((index % strip.columns) * strip.cell, top + Math.floor(index / strip.columns) * strip.cell, strip.cell, strip.cell);
  }
};

/** Enough going on that every publisher has to use the bitrate it is given. */
const drawPicture = (context: CanvasRenderingContext2D, tick: number): void => {
  context.fillStyle = "#345";
  context.fillRect(0, 0, size.width, size.height);
  for (let index = 0; index < 60; index += 1) {
    context.fillStyle = `hsl(${(index * 47 + tick * 3) % 360} 70% 50%)`;
    const turn = (tick + index * 31) / 40;
    context.fillRect(320 + Math.cos(turn) * (40 + index * 4), 130 + Math.sin(turn * 1.3) * 120, 24, 24);
  }
};

/** A moving picture that says when each frame was drawn, and a tone. */
export const openSource = (): readonly MediaStreamTrack[] => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, size);
  document.body.append(canvas);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser has no canvas");
  let tick = 0;
  setInterval(() => {
    drawPicture(context, (tick += 1));
    drawCells(context);
  }, 1_000 / framesPerSecond);
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: 440 });
  const out = new MediaStreamAudioDestinationNode(audio);
  tone.connect(out);
  tone.start();
  return [...canvas.captureStream(framesPerSecond).getTracks(), ...out.stream.getTracks()];
};

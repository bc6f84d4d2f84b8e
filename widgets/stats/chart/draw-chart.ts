import uPlot from "uplot";
import type { ChartData } from "./chart-data.ts";

/** How a chart is drawn; colours are resolved, as a canvas does not know custom properties. */
export interface ChartLook {
  readonly series: readonly { readonly token: string; readonly dash: readonly number[] }[];
  readonly rangeSeconds: () => number;
  /** Seconds before the latest at which something happened. */
  readonly marks: () => readonly number[];
  /** The smallest top of the scale, so that noise does not look like a storm. */
  readonly least: number;
  readonly agoText: (seconds: number) => string;
  readonly numberText: (value: number) => string;
}

/** A drawn chart. */
export interface DrawnChart {
  update(data: ChartData): void;
  resize(width: number): void;
  close(): void;
}

const chartHeight = 104;
const [axisHeight, axisWidth] = [24, 48];

/** The colour that a token has here and now. */
const colourOf = (host: HTMLElement, token: string): string => {
  const probe = host.ownerDocument.createElement("span");
  probe.style.color = `var(--${token})`;
  host.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};

const drawMarks = (plot: uPlot, marks: readonly number[], colour: string): void => {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  const size = 4 * devicePixelRatio;
  for (const mark of marks) {
    const x = plot.valToPos(mark, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.setLineDash([size / 2, size / 2]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.beginPath();
    ctx.moveTo(x - size, bbox.top);
    ctx.lineTo(x + size, bbox.top);
    ctx.lineTo(x, bbox.top + size);
    ctx.fill();
  }
  ctx.restore();
};

const axesOf = (look: ChartLook, { text, line, font }: { text: string; line: string; font: string }): uPlot.Axis[] => {
  const shared = { stroke: text, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
  return [
    { ...shared, size: axisHeight, space: 72, values: (_, splits) => splits.map(look.agoText) },
    { ...shared, size: axisWidth, space: 28, values: (_, splits) => splits.map(look.numberText) },
  ];
};

/** Draws a chart into an element; the caller closes it. */
export const drawChart = (host: HTMLElement, look: ChartLook, data: ChartData): DrawnChart => {
  const style = getComputedStyle(host);
  const [text, line] = [colourOf(host, "text-2"), colourOf(host, "line")];
  const options: uPlot.Options = {
    width: Math.max(1, host.clientWidth),
    height: chartHeight,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [-look.rangeSeconds(), 0] },
      y: { range: (_, __, max) => [0, Math.max(look.least, Number.isFinite(max) ? max * 1.1 : 0)] },
    },
    axes: axesOf(look, { text, line, font: `${style.fontSize} ${style.fontFamily}` }),
    series: [
      {},
      ...look.series.map(({ token, dash }) => ({ stroke: colourOf(host, token), width: 2, dash: [...dash], points: { show: false } })),
    ],
    hooks: { draw: [(plot) => drawMarks(plot, look.marks(), text)] },
  };
  const plot = new uPlot(options, data, host);
  return {
    update: (next) => plot.setData(next),
    resize: (width) => plot.setSize({ width: Math.max(1, width), height: chartHeight }),
    close: () => plot.destroy(),
  };
};

import { useEffect, useRef } from "preact/hooks";
import type { ChartData } from "./chart-data.ts";
import { drawChart, type ChartLook, type DrawnChart } from "./draw-chart.ts";

/** Properties of a chart. */
export interface ChartProps {
  readonly data: ChartData;
  readonly look: ChartLook;
  /** Says in words what the lines show. */
  readonly summary: string;
  /** Another one draws the chart anew, with other colours. */
  readonly paint: string;
}

/** Lines over time, with marks. Time runs as on every chart, from left to right. */
export const Chart = ({ data, look, summary, paint }: ChartProps) => {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart | undefined>(undefined);
  const latest = useRef({ data, look });
  latest.current = { data, look };
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const { look: first } = latest.current;
    const chart = drawChart(
      element,
      {
        ...first,
        rangeSeconds: () => latest.current.look.rangeSeconds(),
        marks: () => latest.current.look.marks(),
        agoText: (seconds) => latest.current.look.agoText(seconds),
        numberText: (value) => latest.current.look.numberText(value),
      },
      latest.current.data,
    );
    drawn.current = chart;
    const resized = new ResizeObserver(() => chart.resize(element.clientWidth));
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.close();
      drawn.current = undefined;
    };
  }, [paint]);
  useEffect(() => drawn.current?.update(data), [data]);
  return <div ref={host} class="stats-chart" dir="ltr" role="img" aria-label={summary} />;
};

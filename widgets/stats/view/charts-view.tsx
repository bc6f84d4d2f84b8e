import { Choice } from "@tfx/ui";
import { Chart } from "../chart/chart.tsx";
import { chartData, summarizeRow, type Pick } from "../chart/chart-data.ts";
import type { ChartLook } from "../chart/draw-chart.ts";
import type { StatsModel } from "../model.ts";
import type { TextKey, Texts } from "../texts.ts";

interface Series {
  readonly name: "series.in" | "series.out" | "series.both";
  readonly pick: Pick;
}

interface ChartKind {
  readonly title: TextKey;
  readonly least: number;
  readonly digits: number;
  readonly series: readonly Series[];
}

const kinds: readonly ChartKind[] = [
  {
    title: "chart.bitrate",
    least: 100,
    digits: 0,
    series: [
      { name: "series.in", pick: ({ inbound }) => inbound.kbps },
      { name: "series.out", pick: ({ outbound }) => outbound.kbps },
    ],
  },
  {
    title: "chart.loss",
    least: 5,
    digits: 1,
    series: [
      { name: "series.in", pick: ({ inbound }) => inbound.lossPercent },
      { name: "series.out", pick: ({ outbound }) => outbound.lossPercent },
    ],
  },
  { title: "chart.rtt", least: 100, digits: 0, series: [{ name: "series.both", pick: ({ rttMs }) => rttMs }] },
  {
    title: "chart.fps",
    least: 30,
    digits: 0,
    series: [
      { name: "series.in", pick: ({ inbound }) => inbound.fps },
      { name: "series.out", pick: ({ outbound }) => outbound.fps },
    ],
  },
];

// Teal and amber differ for every kind of colour vision; the dashes differ without any.
const strokes = [
  { token: "accent", dash: [] },
  { token: "warn", dash: [6, 4] },
] as const;

const agoText = ({ t, number }: Texts, seconds: number): string => {
  if (seconds >= 0) return t("ago.now");
  return seconds > -120 ? t("ago.seconds", { count: number(-seconds) }) : t("ago.minutes", { count: number(-seconds / 60, 1) });
};

const OneChart = ({ model, kind }: { model: StatsModel; kind: ChartKind }) => {
  const texts = model.texts.value;
  const digests = model.digests.value;
  const data = chartData(
    digests,
    kind.series.map(({ pick }) => pick),
  );
  const end = digests.at(-1)?.at ?? 0;
  const look: ChartLook = {
    series: strokes.slice(0, kind.series.length),
    rangeSeconds: () => model.rangeSeconds.value,
    marks: () => model.events.value.map(({ at }) => (at - end) / 1000),
    least: kind.least,
    agoText: (seconds) => agoText(texts, seconds),
    numberText: (value) => texts.number(value, kind.digits),
  };
  const rows = kind.series.map(({ name }, index) => ({ name: texts.t(name), row: summarizeRow(data[index + 1] ?? []) }));
  const format = (value: number) => texts.number(value, kind.digits);
  const words = rows.map(({ name, row }) =>
    row === undefined
      ? texts.t("chart.none", { series: name })
      : texts.t("chart.summary", { series: name, now: format(row.now), min: format(row.min), max: format(row.max) }),
  );
  return (
    <figure class="stats-figure">
      <figcaption class="stats-figure__caption tfx-small">
        <span class="tfx-strong">{texts.t(kind.title)}</span>
        {rows.map(({ name, row }, index) => (
          <span class={`stats-key stats-key--${index + 1} tfx-tabular`} key={name}>
            {name} {row === undefined ? texts.t("none") : format(row.now)}
          </span>
        ))}
      </figcaption>
      <Chart
        data={data}
        look={look}
        summary={`${texts.t(kind.title)}. ${words.join(". ")}`}
        paint={`${model.look.value} ${model.selected.value?.id}`}
      />
    </figure>
  );
};

/** Bitrate, loss, round trip and pictures over time, with marks where something happened. */
export const ChartsView = ({ model }: { model: StatsModel }) => {
  const { t } = model.texts.value;
  return (
    <section class="tfx-part" aria-label={t("charts")}>
      <Choice
        label={t("range")}
        among={[60, 600]}
        value={model.rangeSeconds.value}
        words={(seconds) => t(seconds === 60 ? "range.60" : "range.600")}
        onPick={(seconds) => model.setRange(seconds)}
      />
      {kinds.map((kind) => (
        <OneChart key={kind.title} model={model} kind={kind} />
      ))}
    </section>
  );
};

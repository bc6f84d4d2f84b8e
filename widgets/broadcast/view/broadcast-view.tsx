import type { ReadonlySignal } from "@preact/signals";
import { clockTime, Warning } from "@tfx/ui";
import type { TrustedWidgetContext } from "@tfx/widget-sdk";
import { useEffect, useRef } from "preact/hooks";
import type { BroadcastModel } from "../model.ts";
import { t, tCount } from "../words.ts";
import { RunningView } from "./running-view.tsx";
import { SetupView } from "./setup-view.tsx";

/** What every part of the view is given. */
export interface ViewProps {
  readonly model: BroadcastModel;
  readonly locale: string;
}

interface WidgetProps extends Pick<ViewProps, "model"> {
  readonly speech: ReadonlySignal<TrustedWidgetContext["locale"]["value"]>;
}

/** The whole widget. */
export const BroadcastView = ({ model, speech }: WidgetProps) => {
  const phase = model.phase.value;
  const { locale, direction } = speech.value;
  return (
    <div class="tfx-column tfx-column--loose" dir={direction}>
      <ProblemView model={model} />
      <EndedView model={model} />
      {phase === "idle" || phase === "starting" ? (
        <SetupView model={model} locale={locale} />
      ) : (
        <RunningView model={model} locale={locale} />
      )}
    </div>
  );
};

const ProblemView = ({ model }: Pick<ViewProps, "model">) => {
  const problem = model.problem.value;
  if (problem === undefined) return null;
  return (
    <Warning role="alert">
      {t(problem.word)}
      {problem.said !== undefined && <span class="tfx-part__note"> {t("problem.said", { text: problem.said })}</span>}
    </Warning>
  );
};

const EndedView = ({ model }: Pick<ViewProps, "model">) => {
  const ended = model.ended.value;
  const line = useRef<HTMLParagraphElement>(null);
  // What ended it may have been far below.
  useEffect(() => line.current?.scrollIntoView({ block: "center" }), [ended]);
  if (ended === undefined) return null;
  return (
    <p ref={line} class="tfx-notice" role="status">
      {t("ended", { time: clockTime(ended.ms / 1_000) })} {ended.peakViewers > 0 && tCount("ended.peak", ended.peakViewers)}
    </p>
  );
};

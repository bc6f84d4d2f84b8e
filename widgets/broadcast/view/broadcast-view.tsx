import { clockTime, Icon, WarningIcon } from "@tfx/ui";
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

/** The whole widget. */
export const BroadcastView = ({ model, locale }: ViewProps) => {
  const phase = model.phase.value;
  return (
    <div class="broadcast">
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
    <div class="broadcast-problem" role="alert">
      <Icon icon={WarningIcon} />
      <p>
        {t(problem.word)}
        {problem.said !== undefined && <span class="broadcast-note"> {t("problem.said", { text: problem.said })}</span>}
      </p>
    </div>
  );
};

const EndedView = ({ model }: Pick<ViewProps, "model">) => {
  const ended = model.ended.value;
  const line = useRef<HTMLParagraphElement>(null);
  // What ended it may have been far below.
  useEffect(() => line.current?.scrollIntoView({ block: "center" }), [ended]);
  if (ended === undefined) return null;
  return (
    <p ref={line} class="broadcast-card" role="status">
      {t("ended", { time: clockTime(ended.ms / 1_000) })} {ended.peakViewers > 0 && tCount("ended.peak", ended.peakViewers)}
    </p>
  );
};

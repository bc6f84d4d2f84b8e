import { Late, Skeleton } from "@tfx/ui";
import type { StatsModel } from "../model.ts";
import { ChartsView } from "./charts-view.tsx";
import { EventsView } from "./events-view.tsx";
import { FiguresView } from "./figures-view.tsx";
import { PeopleView } from "./people-view.tsx";
import { SaveView } from "./save-view.tsx";
import { SummaryView } from "./summary-view.tsx";

const Waiting = ({ text }: { text: string }) => (
  <div class="stats-empty" role="status">
    <p class="tfx-muted">{text}</p>
    <Late>
      <Skeleton />
      <Skeleton width="60%" />
    </Late>
  </div>
);

const Details = ({ model }: { model: StatsModel }) => {
  const { t } = model.texts.value;
  const digests = model.digests.value;
  if (digests.length === 0) return <Waiting text={t("waiting")} />;
  return (
    <>
      <SummaryView model={model} />
      <ChartsView model={model} />
      <FiguresView model={model} />
      <EventsView model={model} />
      <SaveView model={model} />
    </>
  );
};

/** The whole widget. While nobody sees it nothing is drawn; measuring goes on. */
export const StatsView = ({ model }: { model: StatsModel }) => {
  const { t } = model.texts.value;
  if (!model.isShown.value) return null;
  const isAlone = model.peers.value.length === 0;
  return (
    <section class="tfx-column" dir={model.direction.value} aria-label={t("title")}>
      {model.state.value === "stopped" && (
        <p class="tfx-notice tfx-notice--warn" role="status">
          {t("stopped")}
        </p>
      )}
      <PeopleView model={model} />
      {isAlone ? <p class="stats-empty tfx-muted">{t("alone")}</p> : <Details model={model} />}
    </section>
  );
};

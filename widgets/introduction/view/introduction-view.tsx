import { Icon, Late, Skeleton, WarningIcon } from "@tfx/ui";
import { useEffect, useRef } from "preact/hooks";
import type { IntroductionModel } from "../model.ts";
import { t } from "../texts.ts";
import { CardView } from "./card-view.tsx";
import { FormView } from "./form-view.tsx";
import { OwnCardView } from "./own-card-view.tsx";
import { TourView } from "./tour-view.tsx";

const Others = ({ model }: { model: IntroductionModel }) => {
  const cards = model.cards.value;
  return (
    <section class="tfx-part" aria-label={t("cards")}>
      {cards.length === 0 && <p class="tfx-muted">{t("cards.none")}</p>}
      <ul class="tfx-part">
        {cards.map(({ id, card, inCallAs }) => (
          <li key={id}>
            <CardView card={card} inCallAs={inCallAs} model={model} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Problem = ({ model }: { model: IntroductionModel }) => {
  const problem = model.problem.value;
  return (
    <div role="alert">
      {problem !== undefined && (
        <p class="tfx-notice tfx-notice--warn intro-problem">
          <Icon icon={WarningIcon} small />
          {t(problem)}
        </p>
      )}
    </div>
  );
};

const Waiting = () => (
  <Late>
    <Skeleton />
    <Skeleton width="60%" />
  </Late>
);

/** One's own card or its form. When the form closes, the focus goes to the first button that takes its place. */
const Own = ({ model }: { model: IntroductionModel }) => {
  const place = useRef<HTMLDivElement>(null);
  const wasEdited = useRef(false);
  const draft = model.draft.value;
  const isEdited = draft !== undefined;
  useEffect(() => {
    if (wasEdited.current && !isEdited)
      (place.current?.querySelector<HTMLElement>(".tfx-row button") ?? place.current?.querySelector("button"))?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);
  return <div ref={place}>{draft === undefined ? <OwnCardView model={model} /> : <FormView model={model} draft={draft} />}</div>;
};

/** The whole widget: the tour, one's own card, everybody's. */
export const IntroductionView = ({ model }: { model: IntroductionModel }) => {
  const isReady = model.isReady.value;
  return (
    <section class="tfx-column" dir={model.direction.value} aria-label={t("title")}>
      <TourView model={model.tour} direction={model.direction} />
      <Problem model={model} />
      {isReady ? <Own model={model} /> : <Waiting />}
      <Others model={model} />
    </section>
  );
};

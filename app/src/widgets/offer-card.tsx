import { Button } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { OfferedWidget, WidgetsModel } from "./widgets-model.ts";
import "../i18n/en-widgets.ts";

/** Properties of a card about a widget that somebody else started. */
export interface OfferCardProps {
  readonly offer: OfferedWidget;
  readonly widgets: WidgetsModel;
  /** Before anything is done about it. */
  readonly onAnswer?: () => void;
}

/** Who started what, what it shows to those without it, and the way in. */
export const OfferCard = ({ offer, widgets, onAnswer }: OfferCardProps) => {
  const { i18n, toasts } = useApp();
  const { t } = i18n;
  const { instance, isHere, isDeclined, canBeGiven, by, name } = offer;
  const get = async () => {
    if ((await widgets.fetch(instance)) !== undefined)
      toasts.show({ text: t("widgets.add.notGiven"), tone: "warning", about: "add widget" });
  };
  const join = () => {
    onAnswer?.();
    if (isHere) widgets.answer(instance, true);
    else void get();
  };
  return (
    <article class="tfx-offer" aria-label={name}>
      <p class={isDeclined ? "tfx-small tfx-strong" : "tfx-strong"}>{isDeclined ? name : t("widgets.offer", { name: by, widget: name })}</p>
      <SummaryLines offer={offer} />
      {!isHere && !canBeGiven && <p class="tfx-small tfx-muted">{t("widgets.needsExtension")}</p>}
      <div class="tfx-row">
        {(isHere || canBeGiven) && (
          <Button variant={isDeclined ? "ghost" : "primary"} size="small" onClick={join}>
            {isHere ? t("widgets.join") : t("widgets.get", { name: by })}
          </Button>
        )}
        {!isDeclined && (
          <Button size="small" variant="ghost" onClick={() => widgets.answer(instance, false)}>
            {t("widgets.notNow")}
          </Button>
        )}
      </div>
    </article>
  );
};

const SummaryLines = ({ offer }: { offer: OfferedWidget }) => {
  const lines = offer.lines.value;
  if (lines.length === 0) return null;
  return (
    <ul class="tfx-offer__lines tfx-small">
      {lines.map(({ text, value }, index) => (
        <li key={index}>
          <bdi>{text}</bdi>
          {value !== undefined && <meter class="tfx-offer__value" min={0} max={1} value={value} aria-label={text} />}
        </li>
      ))}
    </ul>
  );
};

import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ChevronIcon, Icon, WidgetIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import { OfferCard } from "./offer-card.tsx";
import type { WidgetsModel } from "./widgets-model.ts";
import "./widgets.css";
import "../i18n/en-widgets.ts";

/** What others use and this person does not: small cards in a corner of the stage, which fold into one line. */
export const WidgetCards = () => {
  const { t } = useApp().i18n;
  const widgets = useCall().widgets.model.value;
  const isFolded = useSignal(false);
  const offers = widgets?.offered.value ?? [];
  const fresh = offers.filter(({ isDeclined }) => !isDeclined).length;
  useEffect(() => {
    if (fresh > 0) isFolded.value = false;
  }, [fresh]);
  const news = offers.filter(({ isDeclined }) => !isDeclined).map(({ by, name }) => t("widgets.offer", { name: by, widget: name }));
  return (
    <>
      <p class="tfx-hidden" aria-live="polite">
        {news.join(". ")}
      </p>
      {widgets !== undefined && offers.length > 0 && <Cards widgets={widgets} isFolded={isFolded} />}
    </>
  );
};

const Cards = ({ widgets, isFolded }: { widgets: WidgetsModel; isFolded: Signal<boolean> }) => {
  const { t } = useApp().i18n;
  const offers = widgets.offered.value;
  return (
    <section class="tfx-cards" aria-label={t("widgets.others")}>
      <button type="button" class="tfx-pill" aria-expanded={!isFolded.value} onClick={() => (isFolded.value = !isFolded.value)}>
        <Icon icon={WidgetIcon} small />
        <span>{t("widgets.othersCount", { count: offers.length })}</span>
        <span class={isFolded.value ? "tfx-cards__mark" : "tfx-cards__mark tfx-cards__mark--open"}>
          <Icon icon={ChevronIcon} small />
        </span>
      </button>
      {!isFolded.value && (
        <div class="tfx-cards__list" tabIndex={0} role="group" aria-label={t("widgets.others")}>
          {offers.map((offer) => (
            <OfferCard key={offer.instance} offer={offer} widgets={widgets} />
          ))}
        </div>
      )}
    </section>
  );
};

import { useEffect, useState } from "preact/hooks";
import { ChevronIcon, Icon, WidgetIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import { createCardFold, type CardFold } from "./card-fold.ts";
import { OfferCard } from "./offer-card.tsx";
import type { WidgetsModel } from "./widgets-model.ts";
import "./widgets.css";
import "../i18n/en-widgets.ts";

/**
 * What others use and this person does not: small cards, which soon fold into one line. In a wide window they
 * lie over the lower edge of the stage; in a narrow one they have a line of their own, so that no face is covered.
 */
export const WidgetCards = () => {
  const { t } = useApp().i18n;
  const call = useCall();
  const widgets = call.widgets.model.value;
  const [fold] = useState(() => createCardFold(call.end));
  const offers = widgets?.offered.value ?? [];
  const fresh = offers.filter(({ isDeclined }) => !isDeclined);
  useEffect(() => fold.tell(fresh.length), [fresh.length]);
  const news = fresh.map(({ by, name }) => t("widgets.offer", { name: by, widget: name }));
  return (
    <>
      <p class="tfx-hidden" aria-live="polite">
        {news.join(". ")}
      </p>
      {widgets !== undefined && offers.length > 0 && <Cards widgets={widgets} fold={fold} />}
    </>
  );
};

const Cards = ({ widgets, fold }: { widgets: WidgetsModel; fold: CardFold }) => {
  const { t } = useApp().i18n;
  const offers = widgets.offered.value;
  const isFolded = fold.isFolded.value;
  return (
    <section
      class="tfx-cards"
      aria-label={t("widgets.others")}
      onPointerEnter={() => fold.hold(true)}
      onPointerLeave={() => fold.hold(false)}
      onFocusIn={() => fold.hold(true)}
      onFocusOut={() => fold.hold(false)}
    >
      {!isFolded && (
        <div class="tfx-cards__list" tabIndex={0} role="group" aria-label={t("widgets.others")}>
          {offers.map((offer) => (
            <OfferCard key={offer.instance} offer={offer} widgets={widgets} />
          ))}
        </div>
      )}
      <button type="button" class="tfx-pill" aria-expanded={!isFolded} onClick={() => fold.toggle()}>
        <Icon icon={WidgetIcon} small />
        <span>{t("widgets.othersCount", { count: offers.length })}</span>
        <span class={isFolded ? "tfx-cards__mark tfx-cards__mark--folded" : "tfx-cards__mark"}>
          <Icon icon={ChevronIcon} small />
        </span>
      </button>
    </section>
  );
};

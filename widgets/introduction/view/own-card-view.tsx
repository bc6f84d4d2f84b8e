import { Button } from "@tfx/ui";
import type { Card } from "../card/card.ts";
import type { IntroductionModel } from "../model.ts";
import { t } from "../texts.ts";
import { CardView } from "./card-view.tsx";

const Empty = ({ model }: { model: IntroductionModel }) => (
  <div class="tfx-part intro-own">
    <p class="tfx-muted">{t("own.empty")}</p>
    <Button variant="primary" onClick={model.edit}>
      {t("own.write")}
    </Button>
  </div>
);

const Written = ({ card, model }: { card: Card; model: IntroductionModel }) => {
  const isShared = model.isShared.value;
  return (
    <div class="tfx-part intro-own">
      <CardView card={card} model={model} isSelf />
      <p class="tfx-small tfx-muted" role="status">
        {t(isShared ? "own.shown" : "own.hidden")}
      </p>
      <div class="tfx-row">
        {isShared ? (
          <Button size="small" onClick={() => void model.hide()}>
            {t("own.hide")}
          </Button>
        ) : (
          <Button size="small" variant="primary" onClick={() => void model.show()}>
            {t("own.show")}
          </Button>
        )}
        <Button size="small" onClick={model.edit}>
          {t("own.edit")}
        </Button>
      </div>
    </div>
  );
};

/** One's own card, or the way to one. */
export const OwnCardView = ({ model }: { model: IntroductionModel }) => {
  const card = model.own.value;
  return card === undefined ? <Empty model={model} /> : <Written card={card} model={model} />;
};

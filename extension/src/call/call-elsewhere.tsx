import type { I18n } from "@tfx/app";
import { Button } from "@tfx/ui";
import "./gate.css";

/** Shown instead of a call when another tab of this profile has the one call. */
export const CallElsewhere = ({ i18n: { t }, onShow, onTakeOver }: { i18n: I18n; onShow: () => void; onTakeOver: () => void }) => (
  <section class="gate__card" aria-labelledby="call-elsewhere">
    <h1 class="gate__title" id="call-elsewhere">
      {t("callTab.title")}
    </h1>
    <p>{t("callTab.text")}</p>
    <div class="gate__actions">
      <Button variant="ghost" onClick={onTakeOver}>
        {t("callTab.retry")}
      </Button>
      <Button variant="primary" onClick={onShow} autofocus>
        {t("callTab.show")}
      </Button>
    </div>
  </section>
);

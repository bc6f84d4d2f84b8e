import { Button, Icon, PenIcon, ScreenShareIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import type { SharedPage } from "../ink/shared-page.ts";
import "./screen.css";
import "../i18n/en-share.ts";

/** A page that was prepared elsewhere: the browser's own picker has to be asked for here, by a click. */
export const OfferedPage = ({ page }: { page: SharedPage }) => {
  const { t } = useI18n();
  const { share } = useCall();
  return (
    <section class="tfx-offered" role="status" aria-label={t("share.ready", { title: page.title })}>
      <Icon icon={PenIcon} />
      <div>
        <p class="tfx-strong">{t("share.ready", { title: page.title })}</p>
        <p class="tfx-muted tfx-small">{t("share.readyText")}</p>
      </div>
      <div class="tfx-row">
        {share.start !== undefined && (
          <Button variant="primary" size="small" icon={ScreenShareIcon} onClick={share.start}>
            {t("share.readyShare")}
          </Button>
        )}
        <Button size="small" variant="ghost" onClick={() => share.drawing.value?.dismiss()}>
          {t("share.readyDismiss")}
        </Button>
      </div>
    </section>
  );
};

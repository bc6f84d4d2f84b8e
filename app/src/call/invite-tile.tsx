import { Button, CopyIcon, InviteIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { lazyView } from "../scope/lazy-view.tsx";
import { useCall } from "./call-context.ts";
import type { Box } from "./grid-plan.ts";
import { boxStyle } from "./tile-frame.tsx";

const QrCode = lazyView(
  () => import("../invite/qr-code.tsx"),
  ({ QrCode: View }) => View,
);

/** Alone in the call: the link, ready to send. */
export const InviteTile = ({ box }: { box: Box }) => {
  const { t } = useI18n();
  const call = useCall();
  const open = call.actions.value.get("invite")?.run;
  return (
    <section class="tfx-tile tfx-tile--invite" style={boxStyle(box)} aria-label={t("invite.title")}>
      <div class="tfx-tile__card">
        <h2 class="tfx-title">{t(call.tiles.hadCompany.value ? "call.nobody" : "call.alone.title")}</h2>
        <p class="tfx-muted">{t("call.alone.text")}</p>
        {box.height > 420 && <QrCode text={call.room.link} label={t("invite.qr")} />}
        <div class="tfx-row">
          <Button variant="primary" icon={CopyIcon} onClick={call.copyLink}>
            {t("action.copyLink")}
          </Button>
          <Button icon={InviteIcon} onClick={open}>
            {t("call.moreWays")}
          </Button>
        </div>
      </div>
    </section>
  );
};

import { Button, CopyIcon, Dialog, Field, Icon, LinkIcon, MailIcon, QrCode, ShareIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { CallModel } from "../call/call-model.ts";

/** The link of the room in every shape that people send links in. */
export const InviteDialog = ({ call, close }: { call: CallModel; close: () => void }) => {
  const { i18n, platform } = useApp();
  const { t } = i18n;
  const { link, name, sealed } = call.room;
  const subject = t("invite.subject");
  const body = t("invite.body", { room: name, link });
  const share = platform.share;
  return (
    <Dialog title={t("invite.title")} closeLabel={t("app.close")} size="small" onClose={close}>
      <p class="tfx-muted">{t(sealed ? "invite.text" : "invite.textOpen")}</p>
      <Field label={t("invite.link")} labelHidden icon={LinkIcon} value={link} readOnly onFocus={(event) => event.currentTarget.select()} />
      <div class="tfx-row">
        <Button variant="primary" icon={CopyIcon} autoFocus onClick={call.copyLink}>
          {t("invite.copy")}
        </Button>
        <a
          class="tfx-button tfx-button--secondary"
          href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}
        >
          <Icon icon={MailIcon} />
          {t("invite.mail")}
        </a>
        {share !== undefined && (
          <Button icon={ShareIcon} onClick={() => void share({ title: subject, text: t("invite.subject"), url: link })}>
            {t("invite.share")}
          </Button>
        )}
      </div>
      <QrCode text={link} label={t("invite.qr")} />
      <p class="tfx-muted tfx-small">{t("invite.qrHint")}</p>
    </Dialog>
  );
};

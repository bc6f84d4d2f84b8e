import type { I18n } from "@tfx/app";
import { Button, Icon, ServerIcon } from "@tfx/ui";
import { serverLabel } from "./server-origin.ts";
import "./foreign-server.css";

/** What the question is about. */
export interface ForeignServerProps {
  readonly i18n: I18n;
  readonly server: string;
  readonly own: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before a link leads to a server that the person has not chosen. */
export const ForeignServer = ({ i18n: { t }, server, own, onConfirm, onCancel }: ForeignServerProps) => {
  const host = serverLabel(server);
  return (
    <section class="foreign-server" role="alertdialog" aria-labelledby="foreign-server-title" aria-describedby="foreign-server-text">
      <h2 class="foreign-server__title" id="foreign-server-title">
        <Icon icon={ServerIcon} />
        {t("join.foreign.title")}
      </h2>
      <p id="foreign-server-text">{t("join.foreign.text", { host, own: serverLabel(own) })}</p>
      <div class="foreign-server__actions">
        <Button onClick={onCancel} autofocus>
          {t("app.cancel")}
        </Button>
        <Button variant="primary" onClick={onConfirm}>
          {t("join.foreign.confirm", { host })}
        </Button>
      </div>
    </section>
  );
};

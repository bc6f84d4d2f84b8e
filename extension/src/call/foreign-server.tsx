import type { I18n } from "@tfx/app";
import { Button } from "@tfx/ui";
import { serverLabel } from "../server/server-origin.ts";
import "./gate.css";

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
    <section class="gate__card" aria-labelledby="foreign-server">
      <h1 class="gate__title" id="foreign-server">
        {t("join.foreign.title")}
      </h1>
      <p>{t("join.foreign.text", { host, own: serverLabel(own) })}</p>
      <div class="gate__actions">
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

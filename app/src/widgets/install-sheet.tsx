import { Button, Dialog, Icon, ShieldAlertIcon, ShieldIcon } from "@tfx/ui";
import { permissionFacts, type Permission } from "@tfx/protocol/widgets";
import type { Bundle } from "@tfx/widget-host";
import { useApp } from "../app-context.ts";
import "./widgets.css";

/** What is to be added, with the person's answer. */
export interface InstallSheetProps {
  readonly bundle: Bundle;
  readonly answer: (adds: boolean) => void;
}

/** Before a foreign widget runs for the first time: who made it, what exactly it is, what it would be able to do. */
export const InstallSheet = ({ bundle: { manifest, sha256 }, answer }: InstallSheetProps) => {
  const { t } = useApp().i18n;
  const asked = manifest.permissions.filter((name) => permissionFacts(name).by.startsWith("person"));
  const risky = asked.filter((name) => permissionFacts(name).risky === true);
  return (
    <Dialog
      title={t("widgets.add.title", { name: manifest.name })}
      closeLabel={t("app.close")}
      role="alertdialog"
      onClose={() => answer(false)}
      foot={
        <>
          <Button onClick={() => answer(false)}>{t("app.cancel")}</Button>
          <Button variant="primary" onClick={() => answer(true)}>
            {t("widgets.add.yes")}
          </Button>
        </>
      }
    >
      <div class="tfx-stack">
        <p>{manifest.description}</p>
        <dl class="tfx-facts">
          <dt>{t("widgets.add.author")}</dt>
          <dd>{manifest.author ?? t("widgets.add.nobody")}</dd>
          <dt>{t("widgets.add.version")}</dt>
          <dd>
            {manifest.id} {manifest.version}
          </dd>
          <dt>{t("widgets.add.hash")}</dt>
          <dd class="tfx-facts__hash">{sha256}</dd>
        </dl>
        <p class="tfx-muted">{t("widgets.add.kept")}</p>
        {asked.length === 0 && <p>{t("widgets.add.nothing")}</p>}
        <ul class="tfx-asks">
          {risky.map((name) => (
            <Ask key={name} name={name} why={manifest.reasons[name]} />
          ))}
          {asked
            .filter((name) => !risky.includes(name))
            .map((name) => (
              <Ask key={name} name={name} why={manifest.reasons[name]} />
            ))}
        </ul>
      </div>
    </Dialog>
  );
};

const Ask = ({ name, why }: { name: Permission; why: string | undefined }) => {
  const { t } = useApp().i18n;
  const { can, risky = false } = permissionFacts(name);
  return (
    <li class={risky ? "tfx-asks__risky" : undefined}>
      <Icon icon={risky ? ShieldAlertIcon : ShieldIcon} />
      <span>
        {t("widgets.can", { what: can })} {why !== undefined && <span class="tfx-small tfx-muted">{why}</span>}
      </span>
    </li>
  );
};

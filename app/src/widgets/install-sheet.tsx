import { Button, Dialog, Icon, ShieldAlertIcon, ShieldIcon, WarningIcon } from "@tfx/ui";
import type { Permission, WidgetManifest } from "@tfx/protocol/widgets";
import { wantsMore } from "@tfx/widget-host";
import { useApp } from "../app-context.ts";
import type { Translate } from "../i18n/messages.ts";
import { askedOf, isRisky } from "./asked-of.ts";
import { inLanguage } from "./manifest-words.ts";
import type { Adding } from "./widgets-model.ts";
import "./widgets.css";
import "../i18n/en-widgets.ts";

/** What is to be added, with the person's answer. */
export interface InstallSheetProps {
  readonly adding: Adding;
  readonly answer: (adds: boolean) => void;
}

/** Before a foreign widget runs for the first time: who made it, what exactly it is, what it would be able to do. */
export const InstallSheet = ({ adding: { bundle, from, by, before }, answer }: InstallSheetProps) => {
  const { t, language } = useApp().i18n;
  const { sha256 } = bundle;
  const manifest = inLanguage(bundle.manifest, language.value);
  const isSameWidget = before !== undefined && before.kind === manifest.kind;
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
        <p>
          <bdi>{manifest.description}</bdi>
        </p>
        <dl class="tfx-facts">
          <dt>{t("widgets.add.author")}</dt>
          <dd>{manifest.author ?? t("widgets.add.nobody")}</dd>
          <dt>{t("widgets.add.version")}</dt>
          <dd>
            {manifest.id} {manifest.version}
          </dd>
          <dt>{t("widgets.add.from")}</dt>
          <dd class="tfx-facts__hash">{by === "" ? t("widgets.add.aFile") : by}</dd>
          <dt>{t("widgets.add.hash")}</dt>
          <dd class="tfx-facts__hash">{sha256}</dd>
        </dl>
        {before !== undefined && (
          <p class="tfx-asks__line">
            <Icon icon={WarningIcon} />
            {t(isSameWidget && wantsMore(before, manifest) ? "widgets.add.wantsMore" : "widgets.add.replaces", {
              name: inLanguage(before, language.value).name,
              version: before.version,
            })}
          </p>
        )}
        <p class={manifest.kind === "hosted" ? "tfx-asks__risky" : "tfx-muted"}>{keeping(manifest, { t, from, by })}</p>
        <Asks manifest={manifest} before={isSameWidget ? before : undefined} />
      </div>
    </Dialog>
  );
};

/** Everything that it will be able to do: what is asked now, what it may ask later, and what needs no asking. */
const Asks = ({ manifest, before }: { manifest: WidgetManifest; before: WidgetManifest | undefined }) => {
  const { t } = useApp().i18n;
  const { now, later, silent, asHost } = askedOf(manifest);
  return (
    <>
      {now.length === 0 && <p>{t(later.length === 0 ? "widgets.add.nothing" : "widgets.add.nothingNow")}</p>}
      {now.length + later.length > 0 && (
        <ul class="tfx-asks">
          {now.map((name) => (
            <Ask key={name} name={name} manifest={manifest} isNew={before !== undefined && !before.permissions.includes(name)} />
          ))}
          {later.map((name) => (
            <Ask key={name} name={name} manifest={manifest} isLater />
          ))}
        </ul>
      )}
      <Granted title={t("widgets.add.silent")} names={silent} />
      <Granted title={t("widgets.add.asHost")} names={asHost} />
    </>
  );
};

/** What comes without a question, in small print. */
const Granted = ({ title, names }: { title: string; names: readonly Permission[] }) => {
  const { t } = useApp().i18n;
  if (names.length === 0) return null;
  return (
    <div class="tfx-asks__silent tfx-small">
      <p class="tfx-strong">{title}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{t(`permission.${name}`)}</li>
        ))}
      </ul>
    </div>
  );
};

/** How far what the widget sees stays here, in the words of its kind. */
const keeping = (
  { kind, filter, entry = "" }: WidgetManifest,
  { t, by }: Pick<Adding, "from" | "by"> & { readonly t: Translate },
): string => {
  if (kind === "hosted") return t("widgets.add.hosted", { origin: new URL(entry).origin });
  if (kind === "companion") return t("widgets.add.companion", { name: by });
  if (filter !== undefined) return t("widgets.add.filter");
  return kind === "declarative" ? t("widgets.add.theme") : t("widgets.add.kept");
};

/** One thing that is asked for, with the reason and, for servers, which. */
interface AskProps {
  readonly name: Permission;
  readonly manifest: WidgetManifest;
  readonly isNew?: boolean;
  readonly isLater?: boolean;
}

const Ask = ({ name, manifest, isNew = false, isLater = false }: AskProps) => {
  const { t } = useApp().i18n;
  const what = t(`permission.${name}`);
  const why = manifest.reasons[name];
  const origins = name === "net:fetch" ? manifest.network : [];
  return (
    <li class={isRisky(name) ? "tfx-asks__risky" : undefined}>
      <Icon icon={isRisky(name) ? ShieldAlertIcon : ShieldIcon} />
      <span>
        {isNew && <strong>{t("widgets.add.new")} </strong>}
        {isLater ? t("widgets.mayAsk", { what }) : t("widgets.can", { what })}{" "}
        {why !== undefined && <bdi class="tfx-small tfx-muted">{why}</bdi>}
        {origins.map((one) => (
          <span key={one.origin} class="tfx-small tfx-muted tfx-facts__hash">
            {one.origin}: {one.why}
          </span>
        ))}
      </span>
    </li>
  );
};

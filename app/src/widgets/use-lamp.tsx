import { Button, ChevronIcon, Hidden, Icon, Popover, ShieldIcon, StopIcon } from "@tfx/ui";
import { permissionFacts, type Permission } from "@tfx/protocol/widgets";
import { useApp } from "../app-context.ts";
import type { Translate } from "../i18n/messages.ts";
import type { RunningWidget, WidgetsModel } from "./widgets-model.ts";
import "../i18n/en-widgets.ts";

/** What a widget uses at this moment, in words; empty while it uses nothing. */
export const usedWords = (t: Translate, { uses }: RunningWidget): string =>
  [...uses.value].map((use) => t(`widgets.uses.${use}`)).join(", ");

/** Lit while a widget hears, sees or sends; in words for readers and for the pointer. */
export const UseLamp = ({ running }: { running: RunningWidget }) => {
  const { t } = useApp().i18n;
  const words = usedWords(t, running);
  if (words === "") return null;
  return (
    <span class="tfx-lamp" title={words}>
      <Hidden>{words}</Hidden>
    </span>
  );
};

/** Permissions that the person gave a running widget. */
const askedOf = ({ granted }: RunningWidget): readonly Permission[] =>
  [...granted.value].filter((name) => permissionFacts(name).by.startsWith("person"));

/** A button, with the lamp in its corner, that opens what the widget uses now and what it may do, each to be taken back with one press. */
export const LampButton = ({ running, widgets }: { running: RunningWidget; widgets: WidgetsModel }) => {
  const { t } = useApp().i18n;
  const { instance, manifest } = running;
  const words = usedWords(t, running);
  const label = t("widgets.about", { name: manifest.name });
  const said = words === "" ? t("widgets.uses.nothing") : words;
  return (
    <Popover
      label={label}
      trigger={(trigger) => (
        <button type="button" class="tfx-lamp-button" title={`${label}: ${said}`} {...trigger}>
          <Icon icon={ShieldIcon} small />
          {words !== "" && <span class="tfx-lamp" />}
          <Hidden>{`${label}: ${said}`}</Hidden>
        </button>
      )}
    >
      <div class="tfx-about">
        <p class="tfx-strong">{manifest.name}</p>
        <p class="tfx-small tfx-muted">{said}</p>
        <GrantList running={running} widgets={widgets} />
        <Button icon={StopIcon} size="small" wide onClick={() => widgets.stop(instance)}>
          {t("widgets.stop", { name: manifest.name })}
        </Button>
      </div>
    </Popover>
  );
};

/** What a running widget was allowed, with the way to take it back. */
const GrantList = ({ running, widgets }: { running: RunningWidget; widgets: WidgetsModel }) => {
  const asked = askedOf(running);
  if (asked.length === 0) return null;
  return (
    <ul class="tfx-grants">
      {asked.map((name) => (
        <GrantLine key={name} name={name} revoke={() => widgets.revoke(running.instance, name)} />
      ))}
    </ul>
  );
};

/** The same behind one line that opens, where many widgets stand in a list. */
export const Grants = (props: { running: RunningWidget; widgets: WidgetsModel }) => {
  const { t } = useApp().i18n;
  const count = askedOf(props.running).length;
  if (count === 0) return null;
  return (
    <details class="tfx-tray__grants">
      <summary class="tfx-small tfx-muted">
        {t("widgets.mayDo", { count })}
        <Icon icon={ChevronIcon} small />
      </summary>
      <GrantList {...props} />
    </details>
  );
};

const GrantLine = ({ name, revoke }: { name: Permission; revoke: () => void }) => {
  const { t } = useApp().i18n;
  const can = t(`permission.${name}`);
  return (
    <li class="tfx-grants__line">
      <span class="tfx-small tfx-grow">{t("widgets.can", { what: can })}</span>
      <Button size="small" variant="ghost" onClick={revoke}>
        {t("widgets.revoke")}
        <Hidden>{t("widgets.revokeWhat", { what: can })}</Hidden>
      </Button>
    </li>
  );
};

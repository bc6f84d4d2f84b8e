import { useSignal } from "@preact/signals";
import { Button, CloseIcon, Hidden, IconButton, Keys, RetryIcon, Switch } from "@tfx/ui";
import { defaultKeys, keysOf, type ActionId } from "../actions/action.ts";
import { chordOf } from "../actions/chord.ts";
import { printKeys } from "../actions/print-keys.ts";
import { useApp, type AppContext } from "../app-context.ts";
import { assignKey } from "./assign-key.ts";
import { actionName } from "./action-name.ts";
import type { SettingView } from "./setting-views.tsx";

const ids = Object.keys(defaultKeys) as ActionId[];

/** Every key, to be changed. */
export const shortcutSettings = (app: AppContext): readonly SettingView[] => {
  const { settings, i18n } = app;
  const { t } = i18n;
  const { plainKeys } = settings.value.value;
  return [
    {
      id: "plainKeys",
      words: `${t("settings.plainKeys")} ${t("settings.plainKeysHint")}`,
      view: (
        <Switch
          label={t("settings.plainKeys")}
          hint={t("settings.plainKeysHint")}
          checked={plainKeys}
          onSwitch={(on) => settings.update({ plainKeys: on })}
        />
      ),
    },
    ...ids.map((id) => ({ id: `key ${id}`, words: actionName(t, id), view: <KeySetting id={id} /> })),
    {
      id: "resetKeys",
      words: t("settings.keysReset"),
      view: (
        <div>
          <Button size="small" icon={RetryIcon} onClick={() => settings.update({ keys: {} })}>
            {t("settings.keysReset")}
          </Button>
        </div>
      ),
    },
  ];
};

const KeySetting = ({ id }: { id: ActionId }) => {
  const app = useApp();
  const { settings, i18n, toasts, mac } = app;
  const { t } = i18n;
  const listening = useSignal(false);
  const keys = keysOf(settings.value.value.keys, id);
  const name = actionName(t, id);
  const handleKey = (event: KeyboardEvent) => {
    if (!listening.peek()) return;
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") listening.value = false;
    const chord = chordOf(event, mac);
    if (chord === undefined) return;
    listening.value = false;
    const { keys: changed, takenFrom } = assignKey(settings.value.peek().keys, id, chord);
    settings.update({ keys: changed });
    if (takenFrom !== undefined) toasts.show({ text: t("settings.keyTaken", { action: actionName(t, takenFrom) }), about: "key" });
  };
  return (
    <div class="tfx-settings__key">
      <span class="tfx-grow">{name}</span>
      <Button
        size="small"
        variant="ghost"
        onClick={() => (listening.value = true)}
        onKeyDown={handleKey}
        onBlur={() => (listening.value = false)}
      >
        <Hidden>{t("settings.keyOf", { action: name })}</Hidden>
        {listening.value
          ? t("settings.keyPress")
          : keys.length === 0
            ? t("settings.keyNone")
            : keys.map((chord) => <Keys key={chord} keys={printKeys(app, chord) ?? []} />)}
      </Button>
      {keys.length > 0 && (
        <IconButton
          icon={CloseIcon}
          size="small"
          tip="none"
          label={t("settings.keyRemove", { action: name })}
          onClick={() => settings.update({ keys: { ...settings.value.peek().keys, [id]: [] } })}
        />
      )}
    </div>
  );
};

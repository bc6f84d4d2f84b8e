import type { ComponentChildren } from "preact";
import { Button, Select, Switch, TrashIcon } from "@tfx/ui";
import type { AppContext } from "../app-context.ts";
import { languagesFor } from "../i18n/i18n.ts";
import type { Settings } from "./settings.ts";

/** One setting: what the search finds it by, and what is shown. */
export interface SettingView {
  readonly id: string;
  readonly words: string;
  readonly view: ComponentChildren;
}

type Flag = "othersDraw" | "joinMuted" | "joinWithoutCamera" | "mirror" | "barFades" | "rememberRecents" | "developer";

const flag = ({ settings }: AppContext, id: Flag, texts: { label: string; hint?: string }): SettingView => ({
  id,
  words: `${texts.label} ${texts.hint ?? ""}`,
  view: (
    <Switch label={texts.label} hint={texts.hint} checked={settings.value.value[id]} onSwitch={(on) => settings.update({ [id]: on })} />
  ),
});

/** How one joins. */
export const deviceSettings = (app: AppContext): readonly SettingView[] => {
  const { t } = app.i18n;
  return [
    flag(app, "joinMuted", { label: t("settings.joinMuted"), hint: t("settings.joinMutedHint") }),
    flag(app, "joinWithoutCamera", { label: t("settings.joinWithoutCamera") }),
    flag(app, "othersDraw", { label: t("settings.othersDraw"), hint: t("settings.othersDrawHint") }),
  ];
};

/** How everything looks. */
export const appearanceSettings = (app: AppContext): readonly SettingView[] => {
  const { settings, i18n } = app;
  const { t } = i18n;
  const { theme, selfView } = settings.value.value;
  const themes = (["system", "light", "dark"] as const).map((value) => ({ value, label: t(`settings.theme.${value}`) }));
  const selfViews = (["auto", "corner", "tile", "hidden"] as const).map((value) => ({ value, label: t(`settings.self.${value}`) }));
  return [
    {
      id: "theme",
      words: [t("settings.theme"), ...themes.map(({ label }) => label)].join(" "),
      view: (
        <Select
          label={t("settings.theme")}
          options={themes}
          value={theme}
          onPick={(value) => settings.update({ theme: value as Settings["theme"] })}
        />
      ),
    },
    {
      id: "selfView",
      words: [t("settings.selfView"), ...selfViews.map(({ label }) => label)].join(" "),
      view: (
        <Select
          label={t("settings.selfView")}
          options={selfViews}
          value={selfView}
          onPick={(value) => settings.update({ selfView: value as Settings["selfView"] })}
        />
      ),
    },
    flag(app, "mirror", { label: t("settings.mirror"), hint: t("settings.mirrorHint") }),
    flag(app, "barFades", { label: t("settings.barFades"), hint: t("settings.barFadesHint") }),
  ];
};

/** In which language. */
export const languageSettings = ({ settings, i18n }: AppContext): readonly SettingView[] => {
  const { t } = i18n;
  const { developer: isDeveloper } = settings.value.value;
  const offered = languagesFor({ isDeveloper, now: i18n.language.value });
  const options = [{ value: "", label: t("settings.languageSystem") }, ...offered.map(({ tag, name }) => ({ value: tag, label: name }))];
  return [
    {
      id: "language",
      words: [t("settings.language"), ...options.map(({ label }) => label)].join(" "),
      view: (
        <Select
          label={t("settings.language")}
          options={options}
          value={settings.value.value.language}
          onPick={(language) => settings.update({ language })}
        />
      ),
    },
  ];
};

/** For who writes widgets. */
export const developerSettings = (app: AppContext): readonly SettingView[] => {
  const { t } = app.i18n;
  return [flag(app, "developer", { label: t("settings.developer"), hint: t("settings.developerHint") })];
};

/** What is kept, and how to have it forgotten. */
export const privacySettings = (app: AppContext): readonly SettingView[] => {
  const { t } = app.i18n;
  return [
    { id: "privacy", words: t("settings.privacyText"), view: <p class="tfx-muted">{t("settings.privacyText")}</p> },
    flag(app, "rememberRecents", { label: t("settings.recents"), hint: t("settings.recentsHint") }),
    {
      id: "clearRecents",
      words: `${t("settings.clearRecents")} ${t("settings.forgetName")}`,
      view: (
        <div class="tfx-row">
          <Button
            size="small"
            icon={TrashIcon}
            onClick={() => {
              app.recents.clear();
              app.toasts.show({ text: t("start.cleared") });
            }}
          >
            {t("settings.clearRecents")}
          </Button>
          <Button size="small" icon={TrashIcon} onClick={() => app.settings.update({ name: "" })}>
            {t("settings.forgetName")}
          </Button>
        </div>
      ),
    },
  ];
};

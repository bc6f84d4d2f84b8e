import { useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { Session } from "@tfx/core";
import { Dialog, Field, SearchIcon } from "@tfx/ui";
import { useApp, type AppContext } from "../app-context.ts";
import { DevicePickers } from "../media/device-pickers.tsx";
import { createDevicesModel } from "../media/device-model.ts";
import { findSettings } from "./settings-index.ts";
import {
  appearanceSettings,
  developerSettings,
  deviceSettings,
  languageSettings,
  privacySettings,
  type SettingView,
} from "./setting-views.tsx";
import { ServerSetting } from "./server-setting.tsx";
import { shortcutSettings } from "./shortcut-settings.tsx";
import type { AllowedEntry } from "../widgets/allowed-list.ts";
import { useAllowed, widgetSettings } from "./widget-settings.tsx";
import "./settings.css";
import "../i18n/en-settings.ts";

interface Section {
  readonly id: string;
  readonly title: string;
  readonly settings: readonly SettingView[];
}

const listSections = (app: AppContext, pickers: ComponentChildren, allowed: readonly AllowedEntry[]): readonly Section[] => {
  const { t } = app.i18n;
  const devices: SettingView = {
    id: "devices",
    words: [t("lobby.microphone"), t("noise.label"), t("lobby.camera"), t("lobby.speaker")].join(" "),
    view: pickers ?? <p class="tfx-muted">{t("settings.devicesLater")}</p>,
  };
  const server: readonly SettingView[] =
    app.platform.changeServer === undefined
      ? []
      : [{ id: "server", words: `${t("settings.serverLabel")} ${t("settings.serverHint")}`, view: <ServerSetting /> }];
  const sections: readonly Section[] = [
    { id: "devices", title: t("settings.devices"), settings: [devices, ...deviceSettings(app)] },
    { id: "appearance", title: t("settings.appearance"), settings: appearanceSettings(app) },
    { id: "language", title: t("settings.language"), settings: languageSettings(app) },
    { id: "widgets", title: t("settings.widgets"), settings: widgetSettings(app, allowed) },
    { id: "server", title: t("settings.server"), settings: server },
    { id: "privacy", title: t("settings.privacy"), settings: privacySettings(app) },
    { id: "developer", title: t("settings.forDevelopers"), settings: developerSettings(app) },
    // Three dozen rows: what stood below them would hardly be found.
    { id: "shortcuts", title: t("settings.shortcuts"), settings: shortcutSettings(app) },
  ];
  return sections.filter(({ settings }) => settings.length > 0);
};

/** All settings on one page, each found by the field on top. */
export const SettingsDialog = ({ session, close }: { session: Pick<Session, "media"> | undefined; close: () => void }) => {
  const { t } = useApp().i18n;
  return (
    <Dialog title={t("settings.title")} closeLabel={t("app.close")} size="medium" onClose={close} class="tfx-settings">
      <SettingsList session={session} />
    </Dialog>
  );
};

/** The settings without a layer around them, for a page of their own. */
export const SettingsList = ({ session }: { session?: Pick<Session, "media"> | undefined }) => {
  const app = useApp();
  const { t } = app.i18n;
  const typed = useSignal("");
  const devices = useMemo(() => session && createDevicesModel(app, session.media), [app, session]);
  const sections = listSections(app, devices && <DevicePickers devices={devices} labelled />, useAllowed());
  const found = useComputed(() => typed.value.trim());
  const entries = sections.flatMap(({ id: section, title, settings }) =>
    settings.map((setting) => ({ id: setting.id, section, words: `${title} ${setting.words}` })),
  );
  const shown = findSettings(found.value, entries);
  return (
    <>
      <div class="tfx-settings__search">
        <Field
          label={t("settings.search")}
          labelHidden
          placeholder={t("settings.search")}
          icon={SearchIcon}
          autoFocus
          value={typed.value}
          onText={(text) => (typed.value = text)}
        />
      </div>
      {sections.map(({ id, title, settings }) => {
        const visible = settings.filter((setting) => shown.has(setting.id));
        if (visible.length === 0) return null;
        return (
          <section key={id} class="tfx-settings__section" aria-label={title}>
            <h3 class="tfx-strong">{title}</h3>
            {visible.map((setting) => (
              <div key={setting.id} class="tfx-stack">
                {setting.view}
              </div>
            ))}
          </section>
        );
      })}
      {shown.size === 0 && <p class="tfx-muted">{t("settings.empty", { typed: typed.value })}</p>}
    </>
  );
};

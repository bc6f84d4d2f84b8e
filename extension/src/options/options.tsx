import { SettingsList, useApp } from "@tfx/app";
import type { LocalMedia } from "@tfx/core";
import { Toasts } from "@tfx/ui";
import "./options.css";

/** All settings, on a page of their own. */
export const Options = ({ media }: { media: LocalMedia }) => {
  const { i18n, toasts } = useApp();
  return (
    <main class="options">
      <header class="options__head">
        <img class="options__mark" src="/icons/icon-48.png" alt="" />
        <h1 class="options__title">{i18n.t("settings.title")}</h1>
      </header>
      <SettingsList session={{ media }} />
      <Toasts toasts={toasts.shown.value} label={i18n.t("app.messages")} />
    </main>
  );
};

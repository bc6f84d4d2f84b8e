import { computed, signal } from "@preact/signals";
import type { AppContext } from "./app-context.ts";
import { createI18n } from "./i18n/i18n.ts";
import type { Platform } from "./platform.ts";
import { createRecentsModel } from "./recents/recents-model.ts";
import { effectUntil } from "./scope/effect-until.ts";
import { openSettingsModel } from "./settings/settings-model.ts";
import { createToasts } from "./toasts/toasts-model.ts";
import "./app.css";

const followNetwork = (end: AbortSignal) => {
  const online = signal(navigator.onLine);
  window.addEventListener("online", () => (online.value = true), { signal: end });
  window.addEventListener("offline", () => (online.value = false), { signal: end });
  return online;
};

/** `?lang=` shows a language once, without choosing it for good. */
const languageOfUrl = (): readonly string[] => {
  const tag = new URLSearchParams(location.search).get("lang");
  return tag === null ? [] : [tag];
};

/** Builds what all models and views share: for pages that show parts of the app, such as a popup. */
export const openAppContext = async (platform: Platform, end: AbortSignal): Promise<AppContext> => {
  const settings = await openSettingsModel(platform.store, end);
  const wanted = computed(() => {
    const { language } = settings.value.value;
    return [...languageOfUrl(), ...(language === "" ? [] : [language]), ...navigator.languages];
  });
  const app: AppContext = {
    platform,
    settings,
    i18n: createI18n(wanted),
    recents: createRecentsModel(platform.store, end),
    toasts: createToasts(end),
    online: followNetwork(end),
    mac: /mac|iphone|ipad/i.test(navigator.platform),
  };
  dressPage(app, end);
  return app;
};

/** Colours, language and direction of the page follow the settings. */
const dressPage = ({ settings, i18n }: AppContext, end: AbortSignal): void =>
  effectUntil(end, () => {
    const page = document.documentElement;
    const { theme } = settings.value.value;
    if (theme === "system") delete page.dataset["theme"];
    else page.dataset["theme"] = theme;
    page.lang = i18n.language.value;
    page.dir = i18n.direction.value;
  });

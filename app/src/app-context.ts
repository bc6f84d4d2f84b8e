import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import { invariant } from "./scope/invariant.ts";
import type { I18n } from "./i18n/i18n.ts";
import type { Platform } from "./platform.ts";
import type { RecentsModel } from "./recents/recents-model.ts";
import type { SettingsModel } from "./settings/settings-model.ts";
import type { ToastsModel } from "./toasts/toasts-model.ts";

/** What every model and view of the app may use. */
export interface AppContext {
  readonly platform: Platform;
  readonly i18n: I18n;
  readonly settings: SettingsModel;
  readonly recents: RecentsModel;
  readonly toasts: ToastsModel;
  /** Whether the browser has a network at all. */
  readonly online: ReadonlySignal<boolean>;
  readonly mac: boolean;
}

/** Hands the app's context down the tree of views. */
export const AppContextProvider = createContext<AppContext | undefined>(undefined);

/** The app's context, in a view. */
export const useApp = (): AppContext => {
  const app = useContext(AppContextProvider);
  invariant(app !== undefined, "views stand below AppContextProvider");
  return app;
};

/** Texts of the current language, in a view. */
export const useI18n = (): I18n => useApp().i18n;

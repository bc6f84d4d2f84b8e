import { render } from "preact";
import { bindKeys } from "./actions/bind-keys.ts";
import { AppContextProvider } from "./app-context.ts";
import { createAppModel } from "./app-model.ts";
import { AppView } from "./app-view.tsx";
import { openAppContext } from "./open-app-context.ts";
import type { Platform } from "./platform.ts";
import { effectUntil } from "./scope/effect-until.ts";

/** Shows the app in the element. Returns what takes it away again, leaving the call that it may be in. */
export const mountApp = (root: HTMLElement, platform: Platform): (() => void) => {
  const end = new AbortController();
  const open = async () => {
    const app = await openAppContext(platform, end.signal);
    if (end.signal.aborted) return;
    const model = createAppModel(app, end.signal);
    bindKeys(app, model, end.signal);
    effectUntil(end.signal, () => {
      const name = model.visit.value?.invite.room;
      document.title = name === undefined ? app.i18n.t("app.name") : `${name} · ${app.i18n.t("app.name")}`;
    });
    render(
      <AppContextProvider value={app}>
        <AppView model={model} />
      </AppContextProvider>,
      root,
    );
  };
  void open();
  return () => {
    end.abort();
    render(null, root);
  };
};

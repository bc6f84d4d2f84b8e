import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button, Hidden, TrashIcon } from "@tfx/ui";
import { useApp, type AppContext } from "../app-context.ts";
import { effectUntil } from "../scope/effect-until.ts";
import type { AllowedEntry } from "../widgets/allowed-list.ts";
import type { SettingView } from "./setting-views.tsx";
import "../i18n/en-widgets.ts";

/** What widgets were allowed, as it changes; nothing until their part of the code is here. */
export const useAllowed = (): readonly AllowedEntry[] => {
  const app = useApp();
  const shown = useSignal<readonly AllowedEntry[]>([]);
  useEffect(() => {
    const end = new AbortController();
    const follow = async () => {
      const { openAllowedList } = await import("../widgets/allowed-list.ts");
      const list = await openAllowedList(app, end.signal);
      effectUntil(end.signal, () => void (shown.value = list.value));
    };
    follow().catch(() => app.toasts.show({ about: "part", text: app.i18n.t("app.partMissing"), tone: "warning" }));
    return () => end.abort();
  }, [app]);
  return shown.value;
};

/** Each widget with what it may do, and how to take it back. */
export const widgetSettings = ({ i18n: { t } }: AppContext, allowed: readonly AllowedEntry[]): readonly SettingView[] => [
  {
    id: "widgets",
    words: `${t("settings.widgetsText")} ${t("settings.forgetGrants")}`,
    view: (
      <>
        <p class="tfx-muted">{t(allowed.length === 0 ? "settings.widgetsNone" : "settings.widgetsText")}</p>
        {allowed.length > 1 && (
          <div>
            <Button size="small" icon={TrashIcon} onClick={() => allowed.forEach(({ revokeAll }) => revokeAll())}>
              {t("settings.forgetGrants")}
            </Button>
          </div>
        )}
      </>
    ),
  },
  ...allowed.map((entry) => ({
    id: `widget ${entry.id}`,
    words: [entry.name, ...entry.lines.map(({ text }) => text)].join(" "),
    view: <WidgetGrants entry={entry} />,
  })),
];

const WidgetGrants = ({ entry }: { entry: AllowedEntry }) => {
  const { t } = useApp().i18n;
  return (
    <section class="tfx-settings__widget" aria-label={entry.name}>
      <div class="tfx-settings__key">
        <h4 class="tfx-grow tfx-strong">{entry.name}</h4>
        {entry.lines.length > 1 && (
          <Button size="small" variant="ghost" onClick={entry.revokeAll}>
            {t("settings.revokeAll")}
            <Hidden>: {entry.name}</Hidden>
          </Button>
        )}
      </div>
      <ul>
        {entry.lines.map(({ text, revoke }) => (
          <li key={text} class="tfx-settings__key">
            <span class="tfx-grow">{text}</span>
            <Button size="small" variant="ghost" onClick={revoke}>
              {t("widgets.revoke")}
              <Hidden>: {text}</Hidden>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

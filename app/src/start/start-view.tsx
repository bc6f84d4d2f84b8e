import { useMemo } from "preact/hooks";
import { Button, CameraIcon, Icon, IconButton, InterruptedIcon, SettingsIcon, WarningIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { AppModel } from "../app-model.ts";
import { JoinField } from "../join-field/join-field.tsx";
import { createJoinField } from "../join-field/join-field-model.ts";
import { lazyView } from "../scope/lazy-view.tsx";
import { RecentsList } from "../recents/recents-list.tsx";
import "./start.css";

const LeftBehind = lazyView(
  () => import("../left-behind/left-behind-card.tsx"),
  ({ LeftBehindCard }) => LeftBehindCard,
);

/** Where a person begins on the web: start a call, join one, return to one. */
export const StartView = ({ model }: { model: AppModel }) => {
  const app = useApp();
  const { platform, recents, online, i18n } = app;
  const { t } = i18n;
  const field = useMemo(() => createJoinField(app, (invite) => platform.go({ at: "room", invite })), [app]);
  const unreadable = platform.place.value.at === "unreadable";
  return (
    <main class="tfx-page tfx-start">
      <header class="tfx-page__head">
        <span class="tfx-start__brand tfx-strong">
          <Icon icon={CameraIcon} />
          {t("app.name")}
        </span>
        <IconButton icon={SettingsIcon} label={t("action.settings")} tip="bottom-end" onClick={() => (model.layer.value = "settings")} />
      </header>
      <div class="tfx-start__main">
        {unreadable ? (
          <div class="tfx-card" role="alert">
            <h1 class="tfx-row tfx-title">
              <Icon icon={WarningIcon} />
              {t("start.unreadable.title")}
            </h1>
            <p class="tfx-muted">{t("start.unreadable.text")}</p>
          </div>
        ) : (
          <div class="tfx-stack">
            <h1 class="tfx-display">{t("start.title")}</h1>
            <p class="tfx-muted">{t("start.lead")}</p>
          </div>
        )}
        <div class="tfx-card">
          <Button variant="primary" size="large" wide onClick={model.startCall}>
            {t("start.call")}
          </Button>
          <JoinField field={field} focus={unreadable} />
          {!online.value && (
            <p class="tfx-note" role="status">
              <Icon icon={InterruptedIcon} small />
              {t("start.offline")}
            </p>
          )}
        </div>
        <LeftBehind />
        <RecentsList recents={recents} open={(invite) => platform.go({ at: "room", invite })} />
      </div>
    </main>
  );
};

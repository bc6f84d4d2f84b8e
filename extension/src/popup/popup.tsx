import { JoinField, RecentsList, useApp } from "@tfx/app";
import {
  AppearanceIcon,
  Button,
  CameraIcon,
  Icon,
  IconButton,
  InterruptedIcon,
  Menu,
  MicrophoneIcon,
  MicrophoneOffIcon,
  PhoneIcon,
  ScreenShareIcon,
  SettingsIcon,
} from "@tfx/ui";
import type { PopupModel, RunningCard } from "./popup-model.ts";
import "./popup.css";

/** Properties of the popup. */
export interface PopupProps {
  readonly model: PopupModel;
  readonly openSettings: (part: "devices" | "") => void;
}

/** The popup of the toolbar button: start, join, come back. */
export const Popup = ({ model, openSettings }: PopupProps) => {
  const { t } = useApp().i18n;
  return (
    <main class="popup">
      <header class="popup__head">
        <img class="popup__mark" src="/icons/icon-48.png" alt="" />
        <h1 class="popup__title">{t("app.name")}</h1>
      </header>
      <PopupBody model={model} />
      <PopupFoot openSettings={openSettings} />
    </main>
  );
};

const PopupBody = ({ model }: { model: PopupModel }) => {
  const { i18n, recents } = useApp();
  const { t } = i18n;
  const running = model.running.value;
  return (
    <div class="popup__body">
      {running !== undefined && <Running call={running} />}
      {model.notice.value !== undefined && (
        <p class="popup__notice" role="status">
          <Icon icon={InterruptedIcon} small />
          {model.notice.value}
        </p>
      )}
      <Button variant={running === undefined ? "primary" : "secondary"} size="large" wide busy={model.opening.value} onClick={model.start}>
        {model.opening.value ? t("popup.opening") : t("start.call")}
      </Button>
      <JoinField field={model.field} />
      <p class="popup__status" role="status">
        {model.status.value}
      </p>
      <RecentsList recents={recents} open={model.visit} />
    </div>
  );
};

const Running = ({ call }: { call: RunningCard }) => {
  const { t } = useApp().i18n;
  return (
    <section class="popup__running tfx-stage" aria-label={call.state}>
      <p class="popup__running-state">
        <span class="popup__lamp" aria-hidden="true" />
        {call.state}
      </p>
      <p class="popup__room">{call.room}</p>
      {call.company !== undefined && <p class="popup__detail">{call.company}</p>}
      <div class="popup__running-actions">
        <Button variant="primary" class="popup__return" onClick={call.show}>
          {t("popup.return")}
        </Button>
        {call.inCall !== undefined && (
          <>
            <IconButton
              icon={call.muted ? MicrophoneOffIcon : MicrophoneIcon}
              class="popup__tool"
              variant="tool"
              state={call.muted ? "off" : undefined}
              label={call.muted ? t("action.microphoneOn") : t("action.microphoneOff")}
              onClick={call.inCall.toggleMicrophone}
              tip="none"
            />
            <IconButton
              icon={PhoneIcon}
              class="popup__tool"
              turn="hang-up"
              variant="leave"
              label={t("action.leave")}
              onClick={call.inCall.leave}
              tip="none"
            />
          </>
        )}
      </div>
      {call.inCall?.sharePage !== undefined && (
        <Button wide icon={ScreenShareIcon} class="popup__share" onClick={call.inCall.sharePage}>
          {t("popup.sharePage")}
        </Button>
      )}
    </section>
  );
};

const themes = ["system", "light", "dark"] as const;

const PopupFoot = ({ openSettings }: Pick<PopupProps, "openSettings">) => {
  const { i18n, settings } = useApp();
  const { t } = i18n;
  return (
    <footer class="popup__foot">
      <Button variant="ghost" size="small" icon={CameraIcon} onClick={() => openSettings("devices")}>
        {t("action.devices")}
      </Button>
      <Button variant="ghost" size="small" icon={SettingsIcon} onClick={() => openSettings("")}>
        {t("action.settings")}
      </Button>
      <Menu
        label={t("settings.theme")}
        side="above"
        groups={[
          themes.map((theme) => ({
            label: t(`settings.theme.${theme}`),
            checked: settings.value.value.theme === theme,
            run: () => settings.update({ theme }),
          })),
        ]}
        trigger={(trigger) => (
          <Button variant="ghost" size="small" icon={AppearanceIcon} {...trigger}>
            {t("settings.theme")}
          </Button>
        )}
      />
    </footer>
  );
};

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Avatar, CameraIcon, CameraOffIcon, Icon, IconButton, MicrophoneIcon, MicrophoneOffIcon, Spinner } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { keysOf, type ActionId } from "../actions/action.ts";
import { printKeys } from "../actions/print-keys.ts";
import { TrackVideo } from "../media/track-video.tsx";
import type { LobbyModel } from "./lobby-model.ts";

/** Oneself as the others will see one, mirrored, with the switches for camera and microphone. */
export const Preview = ({ lobby }: { lobby: LobbyModel }) => {
  const app = useApp();
  const { settings, i18n } = app;
  const { t } = i18n;
  const { microphone, camera } = lobby.devices;
  const keys = (id: ActionId) => printKeys(app, keysOf(settings.value.value.keys, id)[0]);
  const name = lobby.name.value.trim();
  return (
    <section class="tfx-preview tfx-stage" aria-label={t("lobby.preview")} data-self data-source="camera">
      {camera.track.value === undefined && (
        <div class="tfx-preview__words">{camera.state.value === "starting" ? <Asking /> : <CameraOff name={name} />}</div>
      )}
      <TrackVideo track={camera.track} mirrored={settings.value.value.mirror} />
      <span class="tfx-preview__name tfx-who tfx-clip">{name === "" ? t("lobby.you") : name}</span>
      <div class="tfx-preview__tools">
        <IconButton
          icon={microphone.isOn.value ? MicrophoneIcon : MicrophoneOffIcon}
          label={t(microphone.isOn.value ? "action.microphoneOff" : "action.microphoneOn")}
          shortcut={keys("microphone")}
          variant="tool"
          state={microphone.isOn.value ? undefined : "off"}
          onClick={() => microphone.toggle()}
        />
        <IconButton
          icon={camera.isOn.value ? CameraIcon : CameraOffIcon}
          label={t(camera.isOn.value ? "action.cameraOff" : "action.cameraOn")}
          shortcut={keys("camera")}
          variant="tool"
          state={camera.isOn.value ? undefined : "off"}
          onClick={() => camera.toggle()}
        />
      </div>
    </section>
  );
};

const CameraOff = ({ name }: { name: string }) => {
  const { i18n } = useApp();
  return (
    <>
      {name === "" ? <Icon icon={CameraOffIcon} /> : <Avatar name={name} large />}
      <p class="tfx-muted">{i18n.t("lobby.cameraOff")}</p>
    </>
  );
};

/** The browser asks, or the camera warms up: says which once it takes longer than a blink. */
const Asking = () => {
  const { i18n } = useApp();
  const asks = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (asks.value = true), 700);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Spinner />
      <p class="tfx-muted">{asks.value ? i18n.t("prime.next") : i18n.t("lobby.cameraStarting")}</p>
    </>
  );
};

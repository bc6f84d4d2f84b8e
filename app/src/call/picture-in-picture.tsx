import { render } from "preact";
import { CameraIcon, CameraOffIcon, IconButton, MicrophoneIcon, MicrophoneOffIcon, PhoneIcon } from "@tfx/ui";
import { AppContextProvider, useApp, type AppContext } from "../app-context.ts";
import { TrackVideo } from "../media/track-video.tsx";
import type { CallModel } from "./call-model.ts";
import { Face } from "./tile-frame.tsx";
import "./picture-in-picture.css";

interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const smallWindows = (): DocumentPictureInPicture | undefined =>
  (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture;

/** Style sheets are taken along as they were loaded: a small window begins empty. */
const dress = (target: Document): void => {
  for (const node of document.querySelectorAll('link[rel="stylesheet"],style')) target.head.append(node.cloneNode(true));
  const { lang, dir } = document.documentElement;
  Object.assign(target.documentElement, { lang, dir });
};

const openDocument = async (app: AppContext, call: CallModel, windows: DocumentPictureInPicture): Promise<() => void> => {
  const small = await windows.requestWindow({ width: 400, height: 280 });
  dress(small.document);
  small.document.title = call.room.name;
  render(
    <AppContextProvider value={app}>
      <SmallCall call={call} />
    </AppContextProvider>,
    small.document.body,
  );
  const end = () => {
    render(null, small.document.body);
    call.modes.handleClosed();
  };
  small.addEventListener("pagehide", end, { once: true });
  return () => small.close();
};

/** Browsers without small documents can at least float one picture. */
const openVideo = async (call: CallModel): Promise<() => void> => {
  const main = call.tiles.main.peek() ?? call.people.peek()[0]?.id ?? "self";
  const [participant, source] = main.split("/");
  const tile = participant === "self" ? "[data-self]" : `[data-participant="${participant}"]`;
  const video = document.querySelector<HTMLVideoElement>(`${tile}[data-source="${source ?? "camera"}"] video`);
  if (video === null || video.readyState < HTMLMediaElement.HAVE_METADATA) return () => undefined;
  await video.requestPictureInPicture();
  video.addEventListener("leavepictureinpicture", () => call.modes.handleClosed(), { once: true });
  return () => void (document.pictureInPictureElement === null ? undefined : document.exitPictureInPicture());
};

/** Shows the call in a small window above all others; returns how to close it. */
export const openSmallWindow = (app: AppContext, call: CallModel): Promise<() => void> => {
  const windows = smallWindows();
  return windows === undefined ? openVideo(call) : openDocument(app, call, windows);
};

const SmallCall = ({ call }: { call: CallModel }) => {
  const { i18n } = useApp();
  const main = call.tiles.main.value?.split("/")[0];
  const person =
    call.people.value.find(({ id }) => id === main) ?? call.people.value.find(({ speaking }) => speaking.value) ?? call.people.value[0];
  const microphone = call.actions.value.get("microphone");
  const camera = call.actions.value.get("camera");
  return (
    <main class="tfx-pip tfx-stage" aria-label={i18n.t("pip.label")}>
      <div class="tfx-pip__picture">
        <Face name={person?.name.value ?? call.self.name} />
        <TrackVideo track={person?.screen.value === undefined ? (person?.camera ?? call.self.camera) : person.screen} fit="whole" />
        <p class="tfx-who tfx-tile__who">
          <span class="tfx-clip">{person?.name.value ?? i18n.t("tile.self")}</span>
        </p>
      </div>
      <div class="tfx-pip__bar">
        <IconButton
          icon={call.devices.microphone.isOn.value ? MicrophoneIcon : MicrophoneOffIcon}
          state={call.devices.microphone.isOn.value ? undefined : "off"}
          label={microphone?.title ?? ""}
          variant="tool"
          tip="none"
          onClick={() => microphone?.run?.()}
        />
        <IconButton
          icon={call.devices.camera.isOn.value ? CameraIcon : CameraOffIcon}
          state={call.devices.camera.isOn.value ? undefined : "off"}
          label={camera?.title ?? ""}
          variant="tool"
          tip="none"
          onClick={() => camera?.run?.()}
        />
        <IconButton icon={PhoneIcon} turn="hang-up" variant="leave" label={i18n.t("action.leave")} tip="none" onClick={call.leave} />
      </div>
    </main>
  );
};

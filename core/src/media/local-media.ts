import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { TrackSource } from "@tfx/protocol";
import { Capture, type CaptureDevice } from "./capture-device.ts";
import { createCaptureRequest } from "./capture-request.ts";
import { followDevices, type DeviceList } from "./device-list.ts";
import { createLevelMeter } from "./level-meter.ts";
import { createScreenShare, type ScreenShare } from "./screen-share.ts";

/** A microphone also tells how loud it is, muted or not. */
export interface Microphone extends CaptureDevice {
  /** 0 to 1, ten times a second while captured. */
  readonly level: ReadonlySignal<number>;
  /** Gives the device back to the system, so that its lamp goes out. */
  release(): void;
}

/** What this person can send: microphone, camera, screen. Usable before and between calls. */
export interface LocalMedia extends Disposable {
  readonly microphone: Microphone;
  readonly camera: CaptureDevice;
  readonly screen: ScreenShare;
  readonly devices: ReadonlySignal<DeviceList>;
  /** What is sent now: what is on and not muted. */
  readonly sending: ReadonlySignal<ReadonlyMap<TrackSource, MediaStreamTrack>>;
}

const microphoneConstraints: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const cameraConstraints: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** Makes the local media of one session; nothing is captured until it is enabled. */
export const createLocalMedia = (): LocalMedia => {
  const life = new AbortController();
  const request = createCaptureRequest();
  const camera = new Capture({ kind: "camera", constraints: cameraConstraints, holdsWhenDisabled: false, request });
  const capture = new Capture({ kind: "microphone", constraints: microphoneConstraints, holdsWhenDisabled: true, request });
  const screen = createScreenShare();
  const meter = createLevelMeter();
  const { devices, refresh } = followDevices(life.signal);
  const microphone = Object.assign(capture, { level: meter.level });

  const stops = [
    effect(() => meter.follow(capture.track.value)),
    effect(() => {
      if (capture.track.value !== undefined || camera.track.value !== undefined) refresh();
    }),
  ];
  const sending = computed(() => {
    const tracks = new Map<TrackSource, MediaStreamTrack | undefined>([
      ["microphone", capture.state.value === "on" ? capture.track.value : undefined],
      ["camera", camera.state.value === "on" ? camera.track.value : undefined],
      ["screen", screen.track.value],
      ["screen-audio", screen.audioTrack.value],
    ]);
    return new Map([...tracks].filter((entry): entry is [TrackSource, MediaStreamTrack] => entry[1] !== undefined));
  });

  return {
    microphone,
    camera,
    screen,
    devices,
    sending,
    [Symbol.dispose]() {
      life.abort();
      for (const stop of stops) stop();
      capture.release();
      camera.release();
      screen.stop();
      meter.follow(undefined);
    },
  };
};

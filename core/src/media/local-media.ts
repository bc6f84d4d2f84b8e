import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { TrackSource } from "@tfx/protocol";
import { Capture, type CaptureDevice } from "./capture-device.ts";
import { createCaptureRequest } from "./capture-request.ts";
import { followDevices, type DeviceList } from "./device-list.ts";
import { createLevelMeter } from "./level-meter.ts";
import { createScreenShare, sentOf, type ScreenShare } from "./screen-share.ts";
import { createProcessedCapture, type ProcessedCapture, type TrackProcessor } from "./track-processor.ts";

/** A microphone also tells how loud it is, muted or not. */
export interface Microphone extends CaptureDevice {
  /** 0 to 1, ten times a second while captured. */
  readonly level: ReadonlySignal<number>;
  /** Whether the browser takes noise away itself, as it does until told otherwise. */
  suppressNoise(suppress: boolean): Promise<void>;
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
  /** Puts something between a device and what is sent and shown of it, or takes it away; the call goes on meanwhile. */
  process(source: "camera" | "microphone", processor: TrackProcessor | undefined): void;
}

const microphoneConstraints: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const cameraConstraints: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** Makes the local media of one session; nothing is captured until it is enabled. */
export const createLocalMedia = (): LocalMedia => {
  const life = new AbortController();
  const request = createCaptureRequest();
  const captures = {
    camera: new Capture({ kind: "camera", constraints: cameraConstraints, holdsWhenDisabled: false, request }),
    microphone: new Capture({ kind: "microphone", constraints: microphoneConstraints, holdsWhenDisabled: true, request }),
  };
  const processed = {
    camera: createProcessedCapture(captures.camera.track),
    microphone: createProcessedCapture(captures.microphone.track),
  };
  const screen = createScreenShare();
  const sentScreen = sentOf(screen);
  const meter = createLevelMeter();
  const { devices, refresh } = followDevices(life.signal);
  const camera = deviceOf(captures.camera, processed.camera);
  const microphone: Microphone = {
    ...deviceOf(captures.microphone, processed.microphone),
    level: meter.level,
    suppressNoise: (suppress) => captures.microphone.constrain({ noiseSuppression: suppress }),
    release: () => captures.microphone.release(),
  };

  const stops = [
    // The level is that of the room, whatever is made of it: speaking while muted is noticed by it.
    effect(() => meter.follow(captures.microphone.track.value)),
    effect(() => {
      if (captures.microphone.track.value !== undefined || captures.camera.track.value !== undefined) refresh();
    }),
  ];
  const sending = computed(() => {
    const tracks = new Map<TrackSource, MediaStreamTrack | undefined>([
      ["microphone", microphone.state.value === "on" ? microphone.track.value : undefined],
      ["camera", camera.state.value === "on" ? camera.track.value : undefined],
      ["screen", sentScreen.value.screen],
      ["screen-audio", sentScreen.value.screenAudio],
    ]);
    return new Map([...tracks].filter((entry): entry is [TrackSource, MediaStreamTrack] => entry[1] !== undefined));
  });

  return {
    microphone,
    camera,
    screen,
    devices,
    sending,
    process: (source, processor) => processed[source].process(processor),
    [Symbol.dispose]() {
      life.abort();
      for (const stop of stops) stop();
      for (const capture of Object.values(captures)) capture.release();
      for (const capture of Object.values(processed)) capture.stop();
      screen.stop();
      meter.follow(undefined);
    },
  };
};

/** A device whose track is the one that is sent. */
const deviceOf = (capture: Capture, { track }: ProcessedCapture): CaptureDevice => ({
  state: capture.state,
  problem: capture.problem,
  deviceId: capture.deviceId,
  track,
  enable: () => capture.enable(),
  disable: () => capture.disable(),
  select: (deviceId) => capture.select(deviceId),
});

import { signal, type Signal } from "@preact/signals";
import type {
  CaptureDevice,
  CaptureState,
  DeviceList,
  LocalMedia,
  Microphone,
  ScreenContent,
  ScreenFacts,
  ScreenShare,
  SharedSurface,
  TrackProcessor,
} from "@tfx/core";
import type { TfxError, TrackSource } from "@tfx/protocol";

/** What a fake device is given by its test: a track to show, or a reason to fail. */
export interface FakeDeviceOptions {
  readonly track?: MediaStreamTrack | undefined;
  readonly problem?: TfxError | undefined;
  /** Enabling never finishes, as while the browser asks. */
  readonly asks?: boolean;
}

/** A capture device whose signals a test can write. */
export interface FakeDevice extends Microphone {
  readonly state: Signal<CaptureState>;
  readonly track: Signal<MediaStreamTrack | undefined>;
  readonly problem: Signal<TfxError | undefined>;
  readonly level: Signal<number>;
  /** The last that `suppressNoise` was told. */
  browserSuppresses: boolean;
  /** What the next attempt ends in. */
  outcome: FakeDeviceOptions;
}

const createFakeDevice = (kind: "microphone" | "camera", options: FakeDeviceOptions): FakeDevice => {
  const state = signal<CaptureState>("off");
  const track = signal<MediaStreamTrack | undefined>(undefined);
  const problem = signal<TfxError | undefined>(undefined);
  const deviceId = signal<string | undefined>(undefined);
  const device: FakeDevice = {
    state,
    track,
    problem,
    deviceId,
    level: signal(0),
    outcome: options,
    enable: () => {
      state.value = "starting";
      if (device.outcome.asks === true) return new Promise(() => undefined);
      problem.value = device.outcome.problem;
      state.value = problem.value === undefined ? "on" : "off";
      track.value = problem.value === undefined ? device.outcome.track : undefined;
      if (problem.value === undefined) deviceId.value ??= kind === "microphone" ? "m1" : "c1";
      return Promise.resolve(problem.value === undefined);
    },
    disable: () => {
      if (state.value === "off") return;
      state.value = kind === "microphone" ? "muted" : "off";
      if (kind === "camera") track.value = undefined;
    },
    suppressNoise: (suppress) => {
      device.browserSuppresses = suppress;
      return Promise.resolve();
    },
    browserSuppresses: true,
    release: () => {
      state.value = "off";
      track.value = undefined;
    },
    select: (id) => {
      deviceId.value = id;
      return Promise.resolve(state.value === "on");
    },
  } satisfies FakeDevice & CaptureDevice;
  return device;
};

/** Fake local media. */
export interface FakeMedia extends LocalMedia {
  /** What stands behind the devices. */
  readonly processors: ReadonlyMap<string, TrackProcessor | undefined>;
  readonly microphone: FakeDevice;
  readonly camera: FakeDevice;
  readonly screen: ScreenShare & {
    readonly state: Signal<"off" | "starting" | "on">;
    readonly track: Signal<MediaStreamTrack | undefined>;
    readonly problem: Signal<TfxError | undefined>;
    readonly surface: Signal<SharedSurface | undefined>;
    readonly captureHandle: Signal<string | undefined>;
    readonly endedBy: Signal<"here" | "browser" | undefined>;
    readonly facts: Signal<ScreenFacts>;
  };
  readonly devices: Signal<DeviceList>;
}

const fakeDevices: DeviceList = {
  microphones: [
    { deviceId: "m1", label: "Built-in microphone" },
    { deviceId: "m2", label: "Headset microphone" },
  ],
  cameras: [{ deviceId: "c1", label: "FaceTime HD" }],
  speakers: [
    { deviceId: "s1", label: "Built-in speakers" },
    { deviceId: "s2", label: "Headset" },
  ],
};

const createFakeScreen = (shared: MediaStreamTrack | undefined): FakeMedia["screen"] => {
  const state = signal<"off" | "starting" | "on">("off");
  const track = signal<MediaStreamTrack | undefined>(undefined);
  const facts = signal<ScreenFacts>({ paused: false, drawing: "off" });
  const content = signal<ScreenContent>("text");
  const endedBy = signal<"here" | "browser" | undefined>(undefined);
  return {
    state,
    track,
    facts,
    content,
    endedBy,
    audioTrack: signal(undefined),
    surface: signal<SharedSurface | undefined>("tab"),
    captureHandle: signal<string | undefined>(undefined),
    problem: signal<TfxError | undefined>(undefined),
    pause: (paused) => (facts.value = { ...facts.peek(), paused }),
    letDraw: (drawing) => {
      if (facts.peek().drawing !== drawing) facts.value = { ...facts.peek(), drawing };
    },
    setContent: (next) => (content.value = next),
    start: () => {
      state.value = "on";
      track.value = shared;
      return Promise.resolve(true);
    },
    stop: () => {
      state.value = "off";
      track.value = undefined;
      endedBy.value = "here";
      facts.value = { paused: false, drawing: "off" };
    },
  };
};

/** Local media without devices. */
export const createFakeMedia = (
  options: { microphone?: FakeDeviceOptions; camera?: FakeDeviceOptions; screenTrack?: MediaStreamTrack | undefined } = {},
): FakeMedia => {
  const processors = new Map<string, TrackProcessor | undefined>();
  return {
    microphone: createFakeDevice("microphone", options.microphone ?? {}),
    camera: createFakeDevice("camera", options.camera ?? {}),
    screen: createFakeScreen(options.screenTrack),
    devices: signal(fakeDevices),
    sending: signal<ReadonlyMap<TrackSource, MediaStreamTrack>>(new Map()),
    process: (source, processor) => void processors.set(source, processor),
    processors,
    [Symbol.dispose]: () => undefined,
  };
};

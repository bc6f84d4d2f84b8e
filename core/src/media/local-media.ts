import type { ReadonlySignal } from "@preact/signals-core";
import type { TfxError } from "@tfx/protocol";

/** A device as a picker shows it; labels are empty until a permission was given. */
export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** Devices that the browser lists now; follows plugging and unplugging. */
export interface DeviceList {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
}

/**
 * `off`: not captured. `starting`: the browser is asked. `on`: captured and sent. `muted`: captured but
 * not sent (microphones only: unmuting is instant and speaking while muted can be noticed).
 */
export type CaptureState = "off" | "starting" | "on" | "muted";

/** One kind of capture: a microphone or a camera. Calls are queued; the latest wins. */
export interface CaptureDevice {
  readonly state: ReadonlySignal<CaptureState>;
  /** The captured track, for previews; present while `on` or `muted`. */
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  /** Why the last attempt failed; undefined again after a good one. */
  readonly problem: ReadonlySignal<TfxError | undefined>;
  /** The device in use or chosen for the next start; undefined is the system's default. */
  readonly deviceId: ReadonlySignal<string | undefined>;
  /** Captures and sends. Resolves to whether it is on; the reason otherwise is in `problem`. */
  enable(): Promise<boolean>;
  /** Stops sending: a camera is released (its lamp goes out), a microphone is muted. */
  disable(): void;
  /** Uses another device, at once when it is on. `undefined` returns to the default. */
  select(deviceId: string | undefined): Promise<boolean>;
}

/** A microphone also tells how loud it is, muted or not. */
export interface Microphone extends CaptureDevice {
  /** 0 to 1, ten times a second while captured. */
  readonly level: ReadonlySignal<number>;
  /** Gives the device back to the system, so that its lamp goes out. */
  release(): void;
}

/** A share of a screen, window or tab. */
export interface ScreenShare {
  readonly state: ReadonlySignal<"off" | "starting" | "on">;
  readonly track: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly audioTrack: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly problem: ReadonlySignal<TfxError | undefined>;
  /** Opens the browser's picker; needs a click. Resolves to whether something is shared now. */
  start(): Promise<boolean>;
  stop(): void;
}

/** What this person can send: microphone, camera, screen. Usable before and between calls. */
export interface LocalMedia extends Disposable {
  readonly microphone: Microphone;
  readonly camera: CaptureDevice;
  readonly screen: ScreenShare;
  readonly devices: ReadonlySignal<DeviceList>;
}

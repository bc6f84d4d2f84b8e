import { batch, signal, type ReadonlySignal } from "@preact/signals-core";
import { TfxError } from "@tfx/protocol";
import type { CaptureKind } from "./capture-error.ts";
import type { RequestTrack } from "./capture-request.ts";

/**
 * `off`: not captured. `starting`: the browser is asked. `on`: captured and sent. `muted`: captured but
 * not sent (microphones only: unmuting is instant and speaking while muted can be noticed).
 */
export type CaptureState = "off" | "starting" | "on" | "muted";

/** One kind of capture: a microphone or a camera. Calls are queued; the latest wins. */
export interface CaptureDevice {
  readonly state: ReadonlySignal<CaptureState>;
  /** What is sent of the device, for previews; present while `on` or `muted`. */
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

/** What differs between a microphone and a camera. */
export interface CaptureOptions {
  readonly kind: CaptureKind;
  readonly constraints: MediaTrackConstraints;
  /** Keep capturing while nothing is sent. */
  readonly holdsWhenDisabled: boolean;
  readonly request: RequestTrack;
}

/** A device of one kind, as long as the session lives. */
export class Capture implements CaptureDevice {
  readonly state = signal<CaptureState>("off");
  readonly track = signal<MediaStreamTrack | undefined>(undefined);
  readonly problem = signal<TfxError | undefined>(undefined);
  readonly deviceId = signal<string | undefined>(undefined);
  readonly #options: CaptureOptions;
  #constraints: MediaTrackConstraints;
  /** Grows with every call, so that an answer of the browser that nobody waits for any more is thrown away. */
  #turn = 0;

  constructor(options: CaptureOptions) {
    this.#options = options;
    this.#constraints = options.constraints;
  }

  /** Wishes something else of the device; one that cannot be changed while it is captured is captured anew. */
  async constrain(change: MediaTrackConstraints): Promise<void> {
    this.#constraints = { ...this.#constraints, ...change };
    const track = this.track.peek();
    if (track === undefined) return;
    try {
      await track.applyConstraints(this.#constraints);
    } catch (error) {
      // Chromium changes no processing of a running microphone (mediacapture-streams, OverconstrainedError).
      if (!(error instanceof Error)) throw error;
    }
    const settings = new Map<string, unknown>(Object.entries(track.getSettings()));
    const isMet = Object.entries(change).every(([name, wanted]) => !settings.has(name) || settings.get(name) === wanted);
    if (!isMet && this.track.peek() === track) await this.#capture();
  }

  async enable(): Promise<boolean> {
    if (this.state.value === "on") return true;
    const track = this.track.value;
    if (track === undefined) return this.#capture();
    // Whatever is on its way, such as another device, is taken as it is wished by then.
    this.state.value = "on";
    // One that was pulled out while it was muted gives nothing any more.
    return track.readyState === "ended" ? this.#capture() : true;
  }

  disable(): void {
    const track = this.track.value;
    if (track !== undefined && track.readyState !== "ended" && this.#options.holdsWhenDisabled) this.state.value = "muted";
    else this.release();
  }

  /** Gives the device back to the system. */
  release(): void {
    this.#turn += 1;
    const track = this.track.peek();
    batch(() => {
      this.track.value = undefined;
      this.state.value = "off";
    });
    track?.stop();
  }

  async select(deviceId: string | undefined): Promise<boolean> {
    this.deviceId.value = deviceId;
    if (this.track.value === undefined && this.state.value !== "starting") return true;
    return this.#capture();
  }

  async #capture(): Promise<boolean> {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.state.peek() === "off") this.state.value = "starting";
    try {
      const track = await this.#request();
      if (turn !== this.#turn) {
        track.stop();
        return this.state.peek() === "on";
      }
      this.#adopt(track);
      return true;
    } catch (error) {
      if (turn !== this.#turn) return false;
      batch(() => {
        this.problem.value = TfxError.from(error);
        if (this.track.peek() === undefined) this.state.value = "off";
      });
      // Nothing took the place of one that was pulled out.
      if (this.track.peek()?.readyState === "ended") this.release();
      return false;
    }
  }

  /** A chosen device that is gone or unsuitable gives way to the default one. */
  async #request(): Promise<MediaStreamTrack> {
    const { kind, request } = this.#options;
    const constraints = this.#constraints;
    const deviceId = this.deviceId.peek();
    if (deviceId === undefined) return request(kind, constraints);
    try {
      return await request(kind, { ...constraints, deviceId: { exact: deviceId } });
    } catch (error) {
      const elsewhere = error instanceof TfxError && (error.code === "media/unsuitable" || error.code === "media/not-found");
      if (!elsewhere) throw error;
      return request(kind, constraints);
    }
  }

  #adopt(track: MediaStreamTrack): void {
    const former = this.track.peek();
    batch(() => {
      this.problem.value = undefined;
      this.deviceId.value = track.getSettings().deviceId ?? this.deviceId.peek();
      this.track.value = track;
      if (this.state.peek() === "starting") this.state.value = "on";
    });
    former?.stop();
    track.addEventListener("ended", () => void this.#replaceLost(track), { once: true });
  }

  /** The device was pulled out: another takes its place where there is one. */
  async #replaceLost(track: MediaStreamTrack): Promise<void> {
    if (this.track.peek() !== track) return;
    this.deviceId.value = undefined;
    await this.#capture();
  }
}

import { signal, type Signal } from "@preact/signals-core";
import type { ProcessedTrack, TrackProcessor } from "../track-processor.ts";
import type { ChainDriver } from "./chain-driver.ts";

/** What the stages ask of the output. */
export interface Wish {
  readonly turn: number;
  readonly any: boolean;
  /** The camera's own picture must not be sent in the stages' place. */
  readonly hides: boolean;
}

/** Connects the camera with the chain, and chooses between the chain's track and the camera's own. */
export interface Output {
  readonly process: TrackProcessor;
  readonly hasCamera: boolean;
  readonly isRunning: boolean;
  want(wish: Wish): void;
  /** The chain is there. */
  connect(): void;
  /** The chain has sent the first picture of this turn. */
  written(turn: number): void;
  /** Reads the camera though nothing is sent of it, until told otherwise. */
  look(on: boolean): void;
  /** Reads the camera for a few seconds. */
  lookForAWhile(): void;
  /** The chain is gone. */
  fail(): void;
  close(): void;
}

/** The chain goes on for a moment when nobody needs it: links are still changing over, and it may be needed again. */
const lingerMs = 2_000;
const whileMs = 4_000;

/** What an output needs of the pipeline. */
export interface OutputOptions {
  readonly driver: () => ChainDriver | undefined;
  readonly onChange: () => void;
  /** A picture that shows nothing. */
  readonly openDark: () => MediaStreamTrack;
}

/** Makes an output over whichever driver there is. */
export const createOutput = (options: OutputOptions): Output => new ChainOutput(options);

class ChainOutput implements Output {
  readonly #driver: () => ChainDriver | undefined;
  readonly #onChange: () => void;
  readonly #openDark: () => MediaStreamTrack;
  #wish: Wish = { turn: 0, any: false, hides: false };
  #camera: MediaStreamTrack | undefined;
  #shown: Signal<MediaStreamTrack> | undefined;
  #source: MediaStreamTrack | undefined;
  #sink: MediaStreamTrack | undefined;
  /** The sink has had a picture that may be seen. */
  #isLive = false;
  /** Sent while stages that hide something have no picture yet, or none any more: a sink that gives nothing, or a dark picture. */
  #held: MediaStreamTrack | undefined;
  #dark: MediaStreamTrack | undefined;
  #looks = false;
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  #lingerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ driver, onChange, openDark }: OutputOptions) {
    this.#driver = driver;
    this.#onChange = onChange;
    this.#openDark = openDark;
  }

  readonly process: TrackProcessor = (track): ProcessedTrack => {
    this.#camera = track;
    const shown = signal(track);
    this.#shown = shown;
    this.#update();
    // Another camera takes over the running chain's track; a picture that hides something never starts in the open.
    if (this.#wish.any && this.#isLive && this.#sink !== undefined) this.#show(this.#sink);
    else this.#hide();
    return {
      track: shown,
      [Symbol.dispose]: () => {
        if (this.#shown !== shown) return;
        this.#camera = undefined;
        this.#shown = undefined;
        this.#update();
      },
    };
  };

  get hasCamera(): boolean {
    return this.#camera !== undefined;
  }

  get isRunning(): boolean {
    return this.#isLive && this.#sink !== undefined && this.#shown?.peek() === this.#sink;
  }

  want(wish: Wish): void {
    this.#wish = wish;
    this.#update();
    if (wish.any && wish.hides) {
      if (!this.isRunning) this.#hide();
      return;
    }
    const isOpen = !wish.any || this.#held !== undefined;
    this.#held = undefined;
    if (isOpen && this.#camera !== undefined) this.#show(this.#camera);
  }

  connect(): void {
    this.#update();
  }

  written(turn: number): void {
    if (turn < this.#wish.turn || !this.#wish.any || this.#sink === undefined || this.#camera === undefined) return;
    const wasRunning = this.isRunning;
    this.#isLive = true;
    this.#held = undefined;
    this.#show(this.#sink);
    if (!wasRunning) this.#onChange();
  }

  look(on: boolean): void {
    this.#looks = on;
    this.#update();
  }

  lookForAWhile(): void {
    clearTimeout(this.#lookTimer);
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = undefined;
      this.#update();
    }, whileMs);
    this.#update();
  }

  fail(): void {
    // What is to be hidden does not go out because the chain is gone: nothing does, until there is another or it is taken off.
    if (this.#wish.any && this.#wish.hides) this.#hide();
    else if (this.#camera !== undefined) this.#show(this.#camera);
    this.#forget();
  }

  close(): void {
    this.#wish = { ...this.#wish, any: false };
    this.#held = undefined;
    clearTimeout(this.#lookTimer);
    this.fail();
    this.#endDark();
  }

  /** Sends nothing that was not made by the stages, where these hide something. */
  #hide(): void {
    if (!this.#wish.any || !this.#wish.hides || this.#shown === undefined) return;
    this.#held ??= this.#sink ?? (this.#dark ??= this.#openDark());
    this.#show(this.#held);
  }

  #endDark(): void {
    this.#dark?.stop();
    this.#dark = undefined;
  }

  #show(track: MediaStreamTrack): void {
    if (this.#shown === undefined || this.#shown.peek() === track) return;
    if (this.#camera !== undefined) track.contentHint = this.#camera.contentHint;
    this.#shown.value = track;
    if (track !== this.#dark) this.#endDark();
    this.#onChange();
  }

  /** Makes source and sink what they should be; what is needed no more ends a little later. */
  #update(): void {
    const driver = this.#driver();
    if (driver === undefined) return;
    const draws = this.#wish.any && this.#camera !== undefined;
    if (draws && this.#sink === undefined) {
      this.#sink = driver.openSink();
      this.#isLive = false;
    }
    if (draws) this.#stopLingering();
    else if (this.#sink !== undefined) this.#lingerTimer ??= setTimeout(() => this.#endSink(), lingerMs);
    const isRead = draws || this.#sink !== undefined || this.#looks || this.#lookTimer !== undefined;
    // One that was pulled out cannot be read any more (mediacapture-transform §3).
    const source = isRead && this.#camera?.readyState !== "ended" ? this.#camera : undefined;
    if (source === this.#source) return;
    this.#source = source;
    driver.setSource(source);
  }

  #stopLingering(): void {
    clearTimeout(this.#lingerTimer);
    this.#lingerTimer = undefined;
  }

  #endSink(): void {
    this.#stopLingering();
    this.#driver()?.closeSink();
    if (this.#held === this.#sink) this.#held = undefined;
    this.#sink = undefined;
    this.#isLive = false;
    this.#update();
  }

  #forget(): void {
    this.#stopLingering();
    this.#source = undefined;
    this.#sink = undefined;
    this.#isLive = false;
  }
}

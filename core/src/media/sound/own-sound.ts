import { signal, type ReadonlySignal } from "@preact/signals-core";
import { TfxError } from "@tfx/protocol";
import type { ProcessedTrack, TrackProcessor } from "../track-processor.ts";
import { voiceGraphs, type OpenVoiceGraph, type VoiceGraph } from "./voice-graph.ts";
import type { VoiceWish } from "./worklet/voice-chain.ts";

/** How the own sound is sent now. */
export interface OwnSoundState {
  /** What is sent comes out of the graph. */
  readonly running: boolean;
  /** The graph could not be made or has broken: the microphone's own track is sent. */
  readonly problem: TfxError | undefined;
}

/** What is done to the own microphone's sound before it is sent. */
export interface OwnSound extends Disposable {
  /** For `media.process("microphone", …)`. */
  readonly process: TrackProcessor;
  readonly state: ReadonlySignal<OwnSoundState>;
  /** Takes noise away or leaves it; how loud, 1 as it is. While nothing is to be done, the microphone's own track is sent. */
  set(wish: VoiceWish): void;
}

/** Where the graph comes from. */
export interface OwnSoundOptions {
  /** Address of the folder with the worklet and RNNoise; `analysers/` at the root of the page's origin if left out. */
  readonly files?: URL;
  /** Another way to a graph, for tests. */
  readonly open?: OpenVoiceGraph;
}

/** Longest wait for a pause in speech to change tracks in, where a jump by some milliseconds is not heard. */
const longestWaitMs = 1_500;

const isIdle = ({ clean, gain }: VoiceWish): boolean => !clean && gain === 1;

/** What a route of one track belongs to. */
interface RouteGround {
  readonly open: OpenVoiceGraph;
  readonly tell: (state: OwnSoundState) => void;
}

/** The way of one track: its own, or through a graph that lives only as long as it is wanted. */
class Route implements ProcessedTrack {
  readonly track;
  readonly #raw: MediaStreamTrack;
  readonly #ground: RouteGround;
  #wish: VoiceWish;
  #graph: VoiceGraph | undefined;
  #opening: object | undefined;
  /** The graph gives sound; before, and while its context sleeps, changing over would be a gap. */
  #sounds = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(raw: MediaStreamTrack, wish: VoiceWish, ground: RouteGround) {
    this.#raw = raw;
    this.#ground = ground;
    this.#wish = wish;
    this.track = signal(raw);
    this.set(wish);
  }

  set(wish: VoiceWish): void {
    this.#wish = wish;
    // A graph on a microphone that was given back would be closed by nobody.
    if (this.#isOver) return;
    if (this.#graph !== undefined) {
      if (this.track.peek() !== this.#raw) this.#graph.wish(wish);
      this.#changeSoon();
    } else if (!isIdle(wish) && this.#opening === undefined) void this.#open();
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#end();
  }

  async #open(): Promise<void> {
    const opening = (this.#opening = {});
    const isMine = (): boolean => this.#opening === opening;
    try {
      const graph = await this.#ground.open(this.#raw, {
        onVoice: ({ isCalm }) => isMine() && this.#heard(isCalm),
        onAsleep: () => isMine() && this.#fellAsleep(),
        onFailed: (error) => isMine() && this.#end(error),
      });
      if (!isMine()) return graph.close();
      this.#graph = graph;
      this.#changeSoon();
    } catch (error) {
      if (isMine()) this.#end(TfxError.from(error));
    }
  }

  #heard(isCalm: boolean): void {
    if (!this.#sounds) this.#changeSoon();
    this.#sounds = true;
    if (isCalm) this.#change();
  }

  #fellAsleep(): void {
    this.#sounds = false;
    this.#send(this.#raw);
  }

  /** In a pause, or after a while without one. */
  #changeSoon(): void {
    this.#timer ??= setTimeout(() => this.#change(), longestWaitMs);
  }

  #change(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#graph === undefined || !this.#sounds) return;
    if (isIdle(this.#wish)) return this.#end();
    if (this.track.peek() !== this.#raw) return;
    this.#send(this.#graph.track);
    // Only now: it begins with what came in, and fades over.
    this.#graph.wish(this.#wish);
  }

  #send(track: MediaStreamTrack): void {
    this.track.value = track;
    this.#ground.tell({ running: track !== this.#raw, problem: undefined });
  }

  #end(problem?: TfxError): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#opening = undefined;
    this.#sounds = false;
    this.track.value = this.#raw;
    this.#graph?.close();
    this.#graph = undefined;
    this.#ground.tell({ running: false, problem });
  }
}

const defaultFiles = (): URL => new URL("/analysers/", location.href);

/** Makes what stands behind the microphone; nothing is loaded before noise is to be taken away. */
export const createOwnSound = ({ files, open }: OwnSoundOptions = {}): OwnSound => {
  const state = signal<OwnSoundState>({ running: false, problem: undefined });
  const ground: RouteGround = {
    open: open ?? ((track, events) => voiceGraphs(files ?? defaultFiles())(track, events)),
    tell: (next) => (state.value = next),
  };
  let wish: VoiceWish = { clean: false, gain: 1 };
  let route: Route | undefined;
  return {
    state,
    process(track) {
      route = new Route(track, wish, ground);
      return route;
    },
    set(next) {
      wish = next;
      route?.set(next);
    },
    [Symbol.dispose]() {
      route?.[Symbol.dispose]();
    },
  };
};

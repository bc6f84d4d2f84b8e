import type { ChainDriver, DriverEvents } from "../chain-driver.ts";
import { ChainEngine } from "../chain-engine.ts";
import type { FromChain } from "../chain-messages.ts";
import { createFakeGl } from "./fake-gl.ts";

/** A track by its name; nothing here looks into it. */
export const trackOf = (id: string): MediaStreamTrack =>
  ({ id, contentHint: "", readyState: "live" as string, stop() {} }) as MediaStreamTrack;

/** What is wrong with the chains of a test. */
export interface FakeChainsOptions {
  /** No shader compiles. */
  readonly links?: boolean;
  /** There is no WebGL. */
  readonly isUnable?: boolean;
  /** They never say that they are ready. */
  readonly isMute?: boolean;
}

/** A chain of a test: the engine itself, over tracks that are names and a context that draws nothing. */
class FakeChain implements ChainDriver {
  source: MediaStreamTrack | undefined;
  isClosed = false;
  readonly #events: DriverEvents;
  readonly #engine: ChainEngine | undefined;
  readonly #openTrack: () => MediaStreamTrack;
  #sink: MediaStreamTrack | undefined;
  #stampMs = 0;

  constructor(events: DriverEvents, { links, isUnable, isMute }: FakeChainsOptions, openTrack: () => MediaStreamTrack) {
    this.#events = events;
    this.#openTrack = openTrack;
    // As from a worker: never at once.
    const tell = (message: FromChain): void => queueMicrotask(() => this.isClosed || events.onMessage(message));
    this.#engine = isUnable ? undefined : ChainEngine.open(createFakeGl({ links: links ?? true }).canvas, tell);
    if (!isMute) tell({ type: this.#engine === undefined ? "unable" : "ready" });
  }

  post(order: Parameters<ChainDriver["post"]>[0]): void {
    this.#engine?.handle(order);
  }

  setSource(track: MediaStreamTrack | undefined): void {
    this.source = track;
    this.#engine?.handle({ type: "source", readable: undefined });
  }

  openSink(): MediaStreamTrack {
    this.#sink = this.#openTrack();
    this.#engine?.handle({ type: "sink", writable: undefined });
    return this.#sink;
  }

  closeSink(): void {
    this.#sink = undefined;
  }

  close(): void {
    this.isClosed = true;
  }

  fail(): void {
    this.#events.onFailed(new Error("The worker has ended."));
  }

  /** The camera gives a picture, as drivers take it. */
  picture(): void {
    const engine = this.#engine;
    if (engine === undefined || this.source === undefined) return;
    this.#stampMs += 40;
    const picture = { picture: {} as ImageBitmap, width: 640, height: 360 };
    if (!engine.admits(this.#stampMs)) return;
    if (this.#sink === undefined) engine.look(picture);
    else if (engine.draw(picture) !== "leave") engine.sent(1);
  }
}

/** Chains for a pipeline, and its hand on the last of them. */
export const openFakeChains = (options: FakeChainsOptions = {}) => {
  const all: FakeChain[] = [];
  let sinks = 0;
  const openTrack = (): MediaStreamTrack => trackOf(`sink ${String((sinks += 1))}`);
  const create = (events: DriverEvents): ChainDriver => {
    const chain = new FakeChain(events, options, openTrack);
    all.push(chain);
    return chain;
  };
  return {
    all,
    get last(): FakeChain | undefined {
      return all.at(-1);
    },
    load: async () => create,
    /** The camera gives a picture. */
    picture: () => all.at(-1)?.picture(),
  };
};

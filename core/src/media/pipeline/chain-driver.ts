import type { FromChain, ToChain } from "./chain-messages.ts";

/** Told to the chain from outside; sources and sinks are the driver's own matter. */
export type ChainOrder = Exclude<ToChain, { type: "source" | "sink" }>;

/** Runs the chain somewhere and connects it with tracks. */
export interface ChainDriver {
  /** Bitmaps of an answer are transferred. */
  post(order: ChainOrder): void;
  /** Draws the pictures of this track from now on. */
  setSource(track: MediaStreamTrack | undefined): void;
  /** A track of what the chain draws. */
  openSink(): MediaStreamTrack;
  closeSink(): void;
  close(): void;
}

/** What a driver tells. */
export interface DriverEvents {
  readonly onMessage: (message: FromChain) => void;
  /** The chain has ended by itself. */
  readonly onFailed: (cause: unknown) => void;
}

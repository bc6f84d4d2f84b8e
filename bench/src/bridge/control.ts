/** The two ways between page and frame that are compared. */
export type Side = "ours" | "baseline";

/** Pictures that arrived in the frame. */
export interface Arrived {
  readonly frames: number;
  /** From the first to the last of them. */
  readonly seconds: number;
}

/** What the page around the frame does for the program that measures. */
export interface HostControl {
  /** Milliseconds of one call of the frame and its answer: the median of batches, one call after the other. */
  timeCall(side: Side, calls: number): Promise<number>;
  /** Sends pictures into the frame for a while. */
  sendFrames(side: Side, ms: number): Promise<Arrived>;
  /** Makes the same pictures at the same pace, and sends them nowhere. */
  makeFrames(ms: number): Promise<Arrived>;
}

/** What the frame does for the page around it, asked by Comlink over a port that neither side's figures use. */
export interface GuestControl {
  timeCall(side: Side, calls: number): Promise<number>;
  takeFrames(ms: number): Promise<Arrived>;
  /** Begins to count what Comlink brings. */
  countFrames(): void;
  countedFrames(): Arrived;
}

/** What Comlink offers the frame, next to our bridge's `storage.get`. */
export interface BaselineHost {
  get(request: { readonly key: string }): Promise<{ readonly value: string }>;
}

/** What Comlink offers the page, next to our bridge's `media.frames`. */
export interface BaselineGuest {
  frame(picture: ImageBitmap): void;
}

/** With two ports: of {@link GuestControl}, and Comlink's of the comparison. */
export const baselinePorts = "bench: ports of the baseline";

export const stored = { key: "answer", value: "forty-two" } as const;
export const picture = { width: 640, height: 360, perSecond: 30 } as const;

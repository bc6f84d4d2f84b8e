/** The chain of the product, the shortest loop that does the same work, and the camera alone. */
export type Side = "ours" | "bare" | "camera";

/** What came out of a side for a while, against what the camera gave. */
export interface Measured {
  readonly frames: number;
  /** Pictures of the camera that never came out. */
  readonly lost: number;
  readonly given: number;
  /** From the camera's picture in the page to the changed one, in milliseconds; the median and the 95th percentile. */
  readonly addedMs: number;
  readonly addedMs95: number;
  /** Mean brightness of one picture, 0 to 255: proof that it was changed. */
  readonly brightness: number;
}

/** What the page does for the program that measures. */
export interface PageControl {
  /** Starts a side; resolves when what comes out of it is what should. */
  start(side: Side): Promise<void>;
  /** Counts for a while; `watched` also compares each picture with the camera's own, which costs something itself. */
  measure(ms: number, watched: boolean): Promise<Measured>;
  stop(): void;
  /** Whether, with a pipeline that has no stages, the very track of the camera is sent. */
  isUntouched(): Promise<boolean>;
}

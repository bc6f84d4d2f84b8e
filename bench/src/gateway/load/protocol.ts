/** What the generator is told to do. */
export type Order =
  /** Publishes a film of so many kilobits a second, sound included, again and again. */
  | { readonly kind: "publish"; readonly url: string; readonly kbps: number }
  | { readonly kind: "watch-whep"; readonly url: string; readonly viewers: number }
  | { readonly kind: "watch-hls"; readonly url: string; readonly viewers: number }
  | { readonly kind: "measure"; readonly seconds: number };

/** What came to all viewers while it was measured. */
export interface Traffic {
  readonly bytes: number;
  /** Packets of RTP, or parts of HLS. */
  readonly units: number;
  /** Units that never came. */
  readonly missing: number;
  /** Viewers that got something. */
  readonly served: number;
  /** HLS: milliseconds from the first viewer that has a part to each of the others, the 95th of a hundred. */
  readonly spreadMs: number;
}

/** What the generator says when it is done. */
export interface Report {
  readonly traffic?: Traffic;
  /** Share of its core that it used while it measured. */
  readonly ownShare?: number;
  readonly error?: string;
}

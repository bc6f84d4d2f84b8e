/** What one publisher of the page has sent since it began. */
export interface SentFigures {
  readonly frames: number;
  readonly bytes: number;
  readonly resent: number;
}

/** How a publisher came to be. */
export interface PublishTimes {
  /** From the request to the open connection. */
  readonly connectedMs: number;
  /** Milliseconds since 1970 at which the request went out. */
  readonly postedAtMs: number;
}

/** What the page does for the program that measures: it draws one picture, and publishes it as often as it is told. */
export interface PageControl {
  /** Publishes; to the WHIP endpoint, or to whoever `answerOffer` of the program asks. */
  publish(name: string, options: { readonly endpoint?: string; readonly maxKbps: number }): Promise<PublishTimes>;
  sent(): Promise<readonly SentFigures[]>;
  stopAll(): Promise<void>;
  /**
   * Watches over WHEP; milliseconds by which pictures are late, for so many seconds. With sound, the browser shows
   * pictures as late as it can play the sound that belongs to them.
   */
  watchWhep(endpoint: string, seconds: number, kinds?: readonly ("video" | "audio")[]): Promise<readonly number[]>;
  /** The same with hls.js. */
  watchHls(playlist: string, seconds: number): Promise<readonly number[]>;
  /** Watches with hls.js from now on. */
  keepWatching(playlist: string): Promise<void>;
  /** How late its pictures were since the last question. */
  takeAges(): Promise<readonly number[]>;
}

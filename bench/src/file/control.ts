/** A description and candidates of the bare pair, as they cross from page to page. */
export interface BareSignal {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

/** A file that a page shares. */
export interface Shared {
  readonly id: string;
  readonly size: number;
  readonly from: string;
}

/** What was heard of the other's microphone so far, in samples (W3C webrtc-stats §8.5). */
export interface Heard {
  readonly concealed: number;
  readonly total: number;
}

/** What a page of this benchmark does when it is told to. */
export interface FileControl {
  /** Joins a room with the microphone on; resolves once somebody is heard. */
  readonly join: (room: string) => Promise<void>;
  /** Puts a file of random bytes on the disk of the page. */
  readonly makeFile: (bytes: number) => Promise<void>;
  readonly share: () => Shared;
  /** Fetches into a file on disk; answers milliseconds. */
  readonly fetch: (file: Shared) => Promise<number>;
  readonly offer: () => Promise<BareSignal>;
  readonly answer: (offer: BareSignal) => Promise<BareSignal>;
  readonly accept: (answer: BareSignal) => Promise<void>;
  /** Fetches over the bare pair into a file on disk, as large as it is; answers milliseconds. */
  readonly fetchBare: (bytes: number) => Promise<number>;
  /** Round trips on the control lane, in milliseconds, until {@link FileControl.stopPings}. */
  readonly startPings: () => void;
  readonly stopPings: () => readonly number[];
  readonly heard: () => Promise<Heard>;
}

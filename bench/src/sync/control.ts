/** What somebody's page does for the program that measures. */
export interface MemberControl {
  /** Comes into a room as the first, and makes a document there by many edits; answers its whole length and what it says. */
  fill(room: string, bytes: number): Promise<Filled>;
  /** Comes late, and answers once the document is whole. */
  join(room: string): Promise<Arrived>;
  /** Makes one end of a bare pair; answers its offer, or its answer to one, with all candidates in it. */
  pair(offer?: RTCSessionDescriptionInit): Promise<RTCSessionDescriptionInit>;
  /** Takes the answer, and sends so many bytes as soon as the channel is open. */
  sendBare(answer: RTCSessionDescriptionInit, bytes: number): Promise<void>;
  /** Waits for so many bytes; milliseconds since the channel was up. */
  takeBare(bytes: number): Promise<number>;
}

/** The document as it was made. */
export interface Filled {
  readonly bytes: number;
  readonly edits: number;
  /** SHA-256 of all that it says. */
  readonly digest: string;
}

/** The document as it arrived. */
export interface Arrived {
  /** From the moment when the joiner's first data channel was up. */
  readonly ms: number;
  readonly digest: string;
}

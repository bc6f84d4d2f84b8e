/** A gateway that takes publishers, ours or the other. */
export interface Side {
  readonly name: string;
  /** Takes the publisher of this number in; answers its offer. */
  answer(index: number, offer: string): Promise<string>;
  /** Starts what is made of the streams beside taking them in. */
  startOutputs?(streams: number): Promise<void>;
  /** Lets all publishers go, and ends what was made of their streams. */
  clear(): Promise<void>;
  /** Of all processes of the side. */
  cpuSeconds(): number;
  close(): Promise<void>;
}

/** What a lane needs of a data channel; `RTCDataChannel` has it (W3C WebRTC §6.2). */
export interface LanePort {
  readonly readyState: RTCDataChannelState;
  readonly bufferedAmount: number;
  bufferedAmountLowThreshold: number;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  addEventListener(
    type: "open" | "bufferedamountlow" | "message",
    listener: (event: Event) => void,
    options: { signal: AbortSignal },
  ): void;
}

/** The bytes of a message event; undefined when the other side sent text. */
export const messageBytes = (event: Event): Uint8Array | undefined =>
  event instanceof MessageEvent && event.data instanceof ArrayBuffer ? new Uint8Array(event.data) : undefined;

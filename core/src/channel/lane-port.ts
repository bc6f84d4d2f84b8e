/** What a lane needs of a data channel; `RTCDataChannel` has it (W3C WebRTC §6.2). */
export interface LanePort {
  readonly readyState: RTCDataChannelState;
  readonly bufferedAmount: number;
  bufferedAmountLowThreshold: number;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  addEventListener(type: "bufferedamountlow", listener: () => void, options: { signal: AbortSignal }): void;
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void, options: { signal: AbortSignal }): void;
}

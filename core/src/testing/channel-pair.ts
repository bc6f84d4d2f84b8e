import type { LanePort } from "../channel/lane-port.ts";

/** One end of a fake data channel whose network the test moves by hand. */
export interface FakeChannel extends LanePort {
  /** Bytes that were sent and have not been carried over yet. */
  readonly waiting: Uint8Array<ArrayBuffer>[];
}

/** Two connected fake data channels. */
export interface ChannelPair {
  readonly left: FakeChannel;
  readonly right: FakeChannel;
  /** Carries at most so many messages over, in each direction. */
  carry(most?: number): void;
  /** Loses what is under way; nothing can be sent any more. */
  cut(): void;
}

/** Makes two open channels. */
export const createChannelPair = (): ChannelPair => {
  const left = new FakeEnd();
  const right = new FakeEnd();
  const move = (from: FakeEnd, to: FakeEnd, most: number) => {
    for (const bytes of from.waiting.splice(0, most)) to.dispatchEvent(new MessageEvent("message", { data: bytes.slice().buffer }));
    if (from.bufferedAmount <= from.bufferedAmountLowThreshold) from.dispatchEvent(new Event("bufferedamountlow"));
  };
  return {
    left,
    right,
    carry(most = Infinity) {
      move(left, right, most);
      move(right, left, most);
    },
    cut() {
      for (const end of [left, right]) {
        end.readyState = "closed";
        end.waiting.length = 0;
      }
    },
  };
};

class FakeEnd extends EventTarget implements FakeChannel {
  readyState: RTCDataChannelState = "open";
  bufferedAmountLowThreshold = 0;
  readonly waiting: Uint8Array<ArrayBuffer>[] = [];

  get bufferedAmount(): number {
    return this.waiting.reduce((sum, { length }) => sum + length, 0);
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== "open") throw new Error("the channel is closed");
    this.waiting.push(bytes);
  }
}

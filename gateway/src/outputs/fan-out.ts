import type { StreamFormat } from "../stream/media-frame.ts";
import type { StreamBus } from "../stream/stream-bus.ts";
import { packetsOf, type FramePackets } from "./rtp-feed.ts";

/** Who gets the packets of a stream. */
export interface PacketReceiver {
  send(packets: FramePackets): void;
  /** What follows continues elsewhere. */
  restartPictures(): void;
}

/** One stream as packets, made once for all who get them. */
export interface FanOut {
  readonly receivers: number;
  /** Adds a receiver; answers its undo. */
  add(receiver: PacketReceiver): () => void;
}

/** Makes the fan-out of a stream. It listens only while somebody is there. */
export const createFanOut = (bus: StreamBus): FanOut => {
  const receivers = new Set<PacketReceiver>();
  let undo: (() => void) | undefined;
  let format: StreamFormat | undefined;
  const listen = (): (() => void) =>
    bus.listen({
      onFormat(next) {
        format = next;
        for (const receiver of receivers) receiver.restartPictures();
      },
      onFrame(frame) {
        const packets = format === undefined ? undefined : packetsOf(frame, format);
        if (packets !== undefined) for (const receiver of receivers) receiver.send(packets);
      },
      onEnd: () => undefined,
    });
  return {
    get receivers() {
      return receivers.size;
    },
    add(receiver) {
      receivers.add(receiver);
      undo ??= listen();
      return () => {
        receivers.delete(receiver);
        if (receivers.size > 0) return;
        undo?.();
        undo = undefined;
      };
    },
  };
};

import type { MediaFrame } from "../../stream/media-frame.ts";
import { createReorderBuffer, type Ordered } from "./reorder-buffer.ts";
import type { TrackClock } from "./stream-clock.ts";
import { createUnwrapper } from "./unwrap.ts";

/** An RTP packet as the intake looks at it (RFC 3550 §5.1), without padding. */
export interface IncomingPacket {
  readonly sequence: number;
  readonly timestamp: number;
  readonly marker: boolean;
  readonly payload: Uint8Array;
}

/** A packet in its turn, as depacketizers take it. */
export interface OrderedPacket extends IncomingPacket {
  readonly lost: number;
}

/** Frames of a codec from packets in order, with the RTP timestamp for their time. */
export interface Depacketizer {
  push(packet: OrderedPacket): readonly (Omit<MediaFrame, "timeUs" | "kind"> & { readonly timestamp: number })[];
  /** Nothing can be shown before the next key picture. */
  readonly needsKey: boolean;
}

/** The way of one track from the network to frames. */
export interface TrackIntake {
  push(packet: IncomingPacket, nowUs: number): void;
  /** Gives up on packets that stay away; to be called often. */
  tick(nowUs: number): void;
  readonly needsKey: boolean;
  /** Packets that never came. */
  readonly lost: number;
}

/** What an intake is made of. */
export interface TrackIntakeOptions {
  readonly kind: MediaFrame["kind"];
  readonly clock: TrackClock;
  readonly depacketizer: Depacketizer;
  readonly onFrame: (frame: MediaFrame) => void;
}

/** A retransmission on a bad link takes this long. */
const holdMs = 150;
/** Half a second of a fast stream. */
const maxPackets = 1_024;

/** Makes the intake of one track. Frames come out in the order of their times. */
export const createTrackIntake = ({ kind, clock, depacketizer, onFrame }: TrackIntakeOptions): TrackIntake => {
  const unwrap = createUnwrapper(16);
  const reorder = createReorderBuffer<IncomingPacket & { readonly arrivedUs: number }>({ holdMs, maxPackets });
  let lost = 0;
  let lastUs = -1;
  const take = (ordered: readonly Ordered<IncomingPacket & { readonly arrivedUs: number }>[]): void => {
    for (const { packet, lost: missing } of ordered) {
      lost += missing;
      for (const { timestamp, ...frame } of depacketizer.push({ ...packet, lost: missing })) {
        const timeUs = clock.timeUs(timestamp, packet.arrivedUs);
        // A clock that was put right may have gone back: what would overlap is left out.
        if (timeUs <= lastUs) continue;
        lastUs = timeUs;
        onFrame({ kind, timeUs, ...frame });
      }
    }
  };
  return {
    get needsKey() {
      return depacketizer.needsKey;
    },
    get lost() {
      return lost;
    },
    push: (packet, nowUs) => take(reorder.push(unwrap(packet.sequence), { ...packet, arrivedUs: nowUs }, nowUs / 1_000)),
    tick: (nowUs) => take(reorder.due(nowUs / 1_000)),
  };
};

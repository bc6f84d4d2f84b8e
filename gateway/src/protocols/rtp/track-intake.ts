import type { MediaFrame } from "../../stream/media-frame.ts";
import { createReorderBuffer, type Ordered } from "./reorder-buffer.ts";
import { createRepeatRequests } from "./repeat-requests.ts";
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
  /** Sequence numbers that the sender is to be asked for now, as packets have them. To be called often. */
  repeats(nowUs: number): readonly number[];
  readonly needsKey: boolean;
  /** Packets that never came. */
  readonly lost: number;
  /** When its last frame is shown. */
  readonly lastUs: number;
}

/** What an intake is made of. */
export interface TrackIntakeOptions {
  readonly kind: MediaFrame["kind"];
  readonly clock: TrackClock;
  readonly depacketizer: Depacketizer;
  readonly onFrame: (frame: MediaFrame) => void;
  /** Frames come after this one: the last of the run before. */
  readonly afterUs?: number;
}

/** A retransmission on a bad link takes this long. */
const holdMs = 150;
/** Half a second of a fast stream. */
const maxPackets = 1_024;

/** A clock that was put right may have gone back. Pictures need those before them, and are moved; by no more than this. */
const mostMovedUs = 500_000;
const leastApartUs = 1_000;

/** Sees to it that times grow. */
const createPlacer = (kind: MediaFrame["kind"], afterUs: number) => {
  let lastUs = afterUs;
  let needsKey = false;
  return {
    get needsKey() {
      return needsKey;
    },
    get lastUs() {
      return lastUs;
    },
    /** When a frame is shown; undefined when it has to be left out. */
    place(wantedUs: number, key: boolean): number | undefined {
      let timeUs = wantedUs;
      if (timeUs <= lastUs) {
        if (kind === "audio" || lastUs - timeUs > mostMovedUs) {
          needsKey = kind === "video";
          return undefined;
        }
        timeUs = lastUs + leastApartUs;
      }
      if (needsKey && !key) return undefined;
      needsKey = false;
      lastUs = timeUs;
      return timeUs;
    },
  };
};

/** Makes the intake of one track. Frames come out in the order of their times. */
export const createTrackIntake = (options: TrackIntakeOptions): TrackIntake => {
  const { kind, clock, depacketizer, onFrame, afterUs = -1 } = options;
  const placer = createPlacer(kind, afterUs);
  const unwrap = createUnwrapper(16);
  const reorder = createReorderBuffer<IncomingPacket & { readonly arrivedUs: number }>({ holdMs, maxPackets });
  const requests = createRepeatRequests();
  let lost = 0;
  const take = (ordered: readonly Ordered<IncomingPacket & { readonly arrivedUs: number }>[]): void => {
    for (const { packet, lost: missing } of ordered) {
      lost += missing;
      for (const { timestamp, ...frame } of depacketizer.push({ ...packet, lost: missing })) {
        const timeUs = placer.place(clock.timeUs(timestamp, packet.arrivedUs), frame.key);
        if (timeUs !== undefined) onFrame({ kind, timeUs, ...frame });
      }
    }
  };
  return {
    get needsKey() {
      return depacketizer.needsKey || placer.needsKey;
    },
    get lost() {
      return lost;
    },
    get lastUs() {
      return placer.lastUs;
    },
    push: (packet, nowUs) => take(reorder.push(unwrap(packet.sequence), { ...packet, arrivedUs: nowUs }, nowUs / 1_000)),
    tick: (nowUs) => take(reorder.due(nowUs / 1_000)),
    repeats: (nowUs) => requests.due(reorder.missing, nowUs / 1_000).map((number) => number & 0xffff),
  };
};

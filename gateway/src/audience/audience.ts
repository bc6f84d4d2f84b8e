import { networkOf } from "../access/address-limits.ts";

/** How somebody watches. */
export type ViewerKind = "hls" | "ts" | "whep";

/** Who watches which stream. */
export interface Audience {
  /** Whether one more may come from an address. */
  hasRoom(stream: string, address: string): boolean;
  /** Somebody reads over a connection until the answer is called; undefined when there is no room. */
  enter(stream: string, address: string): (() => void) | undefined;
  /** Somebody asked for a playlist, and is a viewer for the next ten seconds; false when there is no room. */
  see(stream: string, viewer: string, address: string): boolean;
  count(stream: string): number;
  /** Of all streams, by how they watch. */
  readonly totals: Readonly<Record<ViewerKind, number>>;
  /** Most that there were of a stream since it was forgotten. */
  peak(stream: string): number;
  forget(stream: string): void;
}

/** How many there may be. */
export interface AudienceLimits {
  readonly viewers: number;
  readonly viewersPerStream: number;
  /** From one address, so that none takes all places; this machine, behind which a proxy may be, has as many as there are. */
  readonly viewersPerAddress: number;
}

/** A player asks for a playlist at least every few seconds, even one that waits for the next segment. */
const seenForMs = 10_000;

/** Those of this machine; others count by their network. */
const own = /^(?:127\.|::1$|::ffff:127\.)/;

interface House {
  readonly seen: Map<string, { readonly atMs: number; readonly network: string }>;
  readonly heldBy: Map<string, number>;
  held: number;
  peak: number;
}

/** What is counted elsewhere. */
export interface AudiencePorts {
  readonly nowMs: () => number;
  /** How many watch a stream, or any, over WebRTC. */
  readonly whep: (stream?: string) => number;
  /** How many do from one network. */
  readonly whepFrom: (network: string) => number;
}

/** Who asked lately, and who holds a connection. */
const createHouses = ({ nowMs, whep, whepFrom }: AudiencePorts) => {
  const houses = new Map<string, House>();
  /** Those who were not seen for a while stand first. */
  const leave = ({ seen }: House): void => {
    const goneMs = nowMs() - seenForMs;
    for (const [viewer, { atMs }] of seen) {
      if (atMs > goneMs) return;
      seen.delete(viewer);
    }
  };
  return {
    open(stream: string): House {
      const house = houses.get(stream) ?? { seen: new Map(), heldBy: new Map(), held: 0, peak: 0 };
      houses.set(stream, house);
      return house;
    },
    find: (stream: string): House | undefined => houses.get(stream),
    delete: (stream: string): void => void houses.delete(stream),
    countOf(stream: string): number {
      const house = houses.get(stream);
      if (house === undefined) return whep(stream);
      leave(house);
      return house.seen.size + house.held + whep(stream);
    },
    /** Asked of newcomers alone. */
    countFrom(network: string): number {
      let count = whepFrom(network);
      for (const house of houses.values()) {
        leave(house);
        count += house.heldBy.get(network) ?? 0;
        for (const one of house.seen.values()) if (one.network === network) count += 1;
      }
      return count;
    },
    totals(): Record<ViewerKind, number> {
      const all = [...houses.values()];
      for (const house of all) leave(house);
      const sum = (of: (house: House) => number): number => all.reduce((before, house) => before + of(house), 0);
      return { hls: sum(({ seen }) => seen.size), ts: sum(({ held }) => held), whep: whep() };
    },
  };
};

/** Makes an empty house. */
export const createAudience = ({ viewers, viewersPerStream, viewersPerAddress }: AudienceLimits, ports: AudiencePorts): Audience => {
  const houses = createHouses(ports);
  const hasRoom = (stream: string, address: string): boolean => {
    if (!own.test(address) && houses.countFrom(networkOf(address)) >= viewersPerAddress) return false;
    const { hls, ts, whep } = houses.totals();
    return houses.countOf(stream) < viewersPerStream && hls + ts + whep < viewers;
  };
  const note = (stream: string): void => {
    const house = houses.open(stream);
    house.peak = Math.max(house.peak, houses.countOf(stream));
  };
  return {
    hasRoom,
    enter(stream, address) {
      if (!hasRoom(stream, address)) return undefined;
      const house = houses.open(stream);
      const network = networkOf(address);
      const hold = (change: 1 | -1): void => {
        house.held += change;
        const count = (house.heldBy.get(network) ?? 0) + change;
        if (count > 0) house.heldBy.set(network, count);
        else house.heldBy.delete(network);
      };
      hold(1);
      note(stream);
      let isIn = true;
      return () => {
        if (isIn) hold(-1);
        isIn = false;
      };
    },
    see(stream, viewer, address) {
      const house = houses.open(stream);
      if (!house.seen.delete(viewer) && !hasRoom(stream, address)) return false;
      house.seen.set(viewer, { atMs: ports.nowMs(), network: networkOf(address) });
      note(stream);
      return true;
    },
    count(stream) {
      note(stream);
      return houses.countOf(stream);
    },
    get totals() {
      return houses.totals();
    },
    peak: (stream) => houses.find(stream)?.peak ?? 0,
    forget(stream) {
      const house = houses.find(stream);
      if (house === undefined) return;
      house.peak = 0;
      // Those who hold a connection leave by themselves.
      if (houses.countOf(stream) === 0) houses.delete(stream);
    },
  };
};

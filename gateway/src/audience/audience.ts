/** How somebody watches. */
export type ViewerKind = "hls" | "ts" | "whep";

/** Who watches which stream. */
export interface Audience {
  /** Whether one more may come. */
  hasRoom(stream: string): boolean;
  /** Somebody reads over a connection until the answer is called; undefined when there is no room. */
  enter(stream: string): (() => void) | undefined;
  /** Somebody asked for a playlist, and is a viewer for the next ten seconds; false when there is no room. */
  see(stream: string, viewer: string): boolean;
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
}

/** A player asks for a playlist at least every few seconds, even one that waits for the next segment. */
const seenForMs = 10_000;

interface House {
  readonly seen: Map<string, number>;
  held: number;
  peak: number;
}

/** What is counted elsewhere. */
export interface AudiencePorts {
  readonly nowMs: () => number;
  /** How many watch a stream, or any, over WebRTC. */
  readonly whep: (stream?: string) => number;
}

/** Who asked lately, and who holds a connection. */
const createHouses = ({ nowMs, whep }: AudiencePorts) => {
  const houses = new Map<string, House>();
  /** Those who were not seen for a while stand first. */
  const leave = ({ seen }: House): void => {
    const goneMs = nowMs() - seenForMs;
    for (const [viewer, atMs] of seen) {
      if (atMs > goneMs) return;
      seen.delete(viewer);
    }
  };
  return {
    open(stream: string): House {
      const house = houses.get(stream) ?? { seen: new Map(), held: 0, peak: 0 };
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
    totals(): Record<ViewerKind, number> {
      const all = [...houses.values()];
      for (const house of all) leave(house);
      const sum = (of: (house: House) => number): number => all.reduce((before, house) => before + of(house), 0);
      return { hls: sum(({ seen }) => seen.size), ts: sum(({ held }) => held), whep: whep() };
    },
  };
};

/** Makes an empty house. */
export const createAudience = ({ viewers, viewersPerStream }: AudienceLimits, ports: AudiencePorts): Audience => {
  const houses = createHouses(ports);
  const hasRoom = (stream: string): boolean => {
    const { hls, ts, whep } = houses.totals();
    return houses.countOf(stream) < viewersPerStream && hls + ts + whep < viewers;
  };
  const note = (stream: string): void => {
    const house = houses.open(stream);
    house.peak = Math.max(house.peak, houses.countOf(stream));
  };
  return {
    hasRoom,
    enter(stream) {
      if (!hasRoom(stream)) return undefined;
      const house = houses.open(stream);
      house.held += 1;
      note(stream);
      let isIn = true;
      return () => {
        if (isIn) house.held -= 1;
        isIn = false;
      };
    },
    see(stream, viewer) {
      const house = houses.open(stream);
      if (!house.seen.delete(viewer) && !hasRoom(stream)) return false;
      house.seen.set(viewer, ports.nowMs());
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

/** Which worker carries which stream, and which streams were there when one died. */
export interface Places {
  find(stream: string): number | undefined;
  set(stream: string, worker: number): void;
  delete(stream: string): void;
  streamsOf(worker: number): readonly string[];
  /** The worker died: its streams have no place, and are under suspicion for a while. */
  lose(worker: number): readonly string[];
  isSuspect(stream: string): boolean;
  readonly size: number;
}

/** So long after an accident a stream is kept apart from others, where that is possible. */
const suspectMs = 60_000;

/** Makes an empty book of places. */
export const createPlaces = (nowMs: () => number): Places => {
  const places = new Map<string, number>();
  const suspects = new Map<string, number>();
  const streamsOf = (worker: number): string[] => [...places].filter(([, at]) => at === worker).map(([stream]) => stream);
  return {
    find: (stream) => places.get(stream),
    set: (stream, worker) => void places.set(stream, worker),
    delete: (stream) => void places.delete(stream),
    streamsOf,
    lose(worker) {
      const lost = streamsOf(worker);
      for (const [stream, untilMs] of suspects) if (untilMs <= nowMs()) suspects.delete(stream);
      for (const stream of lost) {
        places.delete(stream);
        suspects.set(stream, nowMs() + suspectMs);
      }
      return lost;
    },
    isSuspect: (stream) => (suspects.get(stream) ?? 0) > nowMs(),
    get size() {
      return places.size;
    },
  };
};

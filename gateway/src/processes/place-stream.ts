/** A worker as a stream looks for its place. */
export interface WorkerLoad {
  readonly id: number;
  readonly streams: number;
}

/** What is known when a stream needs a worker. */
export interface Placement {
  readonly workers: readonly WorkerLoad[];
  readonly streamsPerWorker: number;
  /** Its last worker died: it goes where it can harm nobody else, when there is such a place. */
  readonly suspect: boolean;
}

/** Chooses a worker: the fullest that has room, so that one stays empty for the next accident. */
export const placeStream = ({ workers, streamsPerWorker, suspect }: Placement): number | undefined => {
  const withRoom = workers.filter(({ streams }) => streams < streamsPerWorker);
  const ordered = withRoom.toSorted((one, other) => (suspect ? one.streams - other.streams : other.streams - one.streams));
  return ordered[0]?.id;
};

/** How many workers there should be for so many streams: one is always kept ready. */
export const workersFor = (streams: number, { streamsPerWorker, mostWorkers }: { streamsPerWorker: number; mostWorkers: number }): number =>
  Math.min(Math.ceil(streams / streamsPerWorker) + 1, mostWorkers);

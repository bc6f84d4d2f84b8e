import type { WorkerOptions } from "../worker/worker-options.ts";
import { createBackOff, type BackOff } from "./back-off.ts";
import type { NewsHandlers } from "./link.ts";
import { createPlaces } from "./places.ts";
import { placeStream, workersFor } from "./place-stream.ts";
import { createWaitQueue } from "./wait-queue.ts";
import { startWorker, type WorkerProcess } from "./worker-process.ts";
import type { WorkerNews } from "./worker-calls.ts";

/** Keeps the processes that carry streams. */
export interface Supervisor {
  /** The worker of a stream; a place for it when it has none. Undefined when there is none to be had in time. */
  place(stream: string): Promise<WorkerProcess | undefined>;
  /** The worker that carries a stream now. */
  find(stream: string): WorkerProcess | undefined;
  /** The stream needs no worker any more. */
  release(stream: string): void;
  readonly workers: readonly WorkerProcess[];
  /** Resolves when the first worker takes streams, or should have long since. */
  readonly ready: Promise<unknown>;
  /** How often workers ended by themselves. */
  readonly crashes: number;
  close(): Promise<void>;
}

/** What a supervisor is made with. */
export interface SupervisorOptions {
  readonly worker: WorkerOptions;
  readonly streamsPerWorker: number;
  readonly mostWorkers: number;
  readonly news: NewsHandlers<WorkerNews>;
  /** The worker of these streams is gone; they have no place until they are placed again. */
  readonly onLost: (streams: readonly string[]) => void;
  readonly onWorker: (what: "ready" | "gone", id: number) => void;
}

/** How long a stream waits for a place, while workers start. */
const placeMs = 8_000;
/** A start takes no longer, even on a busy machine. */
const readyMs = 30_000;
/** So long after a stream found its place, a worker is started for the next. */
const spareMs = 2_000;
const backOff = { firstMs: 250, mostMs: 15_000, wellMs: 30_000 } as const;
/** UDP ports are shared out, so that no two processes try for the same one. */
const portsOf = (slot: number, { worker, mostWorkers }: SupervisorOptions): WorkerOptions["mediaPorts"] => {
  if (worker.mediaPorts === undefined) return undefined;
  const [from, to] = worker.mediaPorts;
  const each = Math.max(Math.floor((to - from + 1) / mostWorkers), 1);
  return [from + slot * each, slot === mostWorkers - 1 ? to : from + (slot + 1) * each - 1];
};

interface Slot {
  readonly id: number;
  readonly backOff: BackOff;
  worker: WorkerProcess | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Processes that are started again whenever they end. */
const createPool = (options: SupervisorOptions, listener: { onReady(): void; onGone(id: number): void }) => {
  const slots: Slot[] = [];
  let crashes = 0;
  let isClosing = false;
  const start = (slot: Slot): void => {
    const ready = (): void => {
      options.onWorker("ready", slot.id);
      listener.onReady();
    };
    const settings = { ...options.worker, mediaPorts: portsOf(slot.id, options) };
    slot.worker = startWorker(slot.id, settings, { news: options.news, onReady: ready, onGone: (ranMs) => handleGone(slot, ranMs) });
  };
  const handleGone = (slot: Slot, ranMs: number): void => {
    slot.worker = undefined;
    if (isClosing) return;
    crashes += 1;
    slot.timer = setTimeout(() => start(slot), slot.backOff.next(ranMs));
    options.onWorker("gone", slot.id);
    listener.onGone(slot.id);
  };
  return {
    slots,
    crashes: () => crashes,
    growTo(wanted: number): void {
      if (isClosing) return;
      for (let id = slots.length; id < wanted; id += 1) {
        const slot: Slot = { id, backOff: createBackOff(backOff), worker: undefined, timer: undefined };
        slots.push(slot);
        start(slot);
      }
    },
    async close(): Promise<void> {
      isClosing = true;
      for (const slot of slots) clearTimeout(slot.timer);
      await Promise.all(slots.flatMap(({ worker }) => (worker === undefined ? [] : [worker.close()])));
    },
  };
};

/** Starts the first workers. */
export const createSupervisor = (options: SupervisorOptions): Supervisor => {
  const { streamsPerWorker } = options;
  const places = createPlaces(() => performance.now());
  const queue = createWaitQueue();
  const pool = createPool(options, { onReady: () => queue.wakeAll(), onGone: (id) => options.onLost(places.lose(id)) });
  const find = (stream: string): WorkerProcess | undefined => pool.slots[places.find(stream) ?? -1]?.worker;
  const place = (stream: string): WorkerProcess | undefined => {
    const there = find(stream);
    if (there !== undefined) return there;
    const ready = pool.slots.filter(({ worker }) => worker?.isReady === true);
    const workers = ready.map(({ id }) => ({ id, streams: places.streamsOf(id).length }));
    const chosen = placeStream({ workers, streamsPerWorker, suspect: places.isSuspect(stream) });
    if (chosen === undefined) {
      pool.growTo(workersFor(places.size + 1, options));
      return undefined;
    }
    places.set(stream, chosen);
    // Not at once: a process that starts would take the time that this publisher needs to connect.
    setTimeout(() => pool.growTo(workersFor(places.size, options)), spareMs).unref();
    return pool.slots[chosen]?.worker;
  };
  pool.growTo(workersFor(0, options));
  const findReady = () => pool.slots.find(({ worker }) => worker?.isReady === true);
  return {
    ready: queue.until(findReady, readyMs),
    place: (stream) => queue.until(() => place(stream), placeMs),
    find,
    release(stream) {
      places.delete(stream);
      queue.wakeAll();
    },
    get workers() {
      return pool.slots.flatMap(({ worker }) => (worker === undefined ? [] : [worker]));
    },
    get crashes() {
      return pool.crashes();
    },
    close: () => pool.close(),
  };
};

import type { EndReason } from "../processes/worker-calls.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import type { Session, Sessions } from "./sessions.ts";
import type { StreamTable } from "./stream-table.ts";

/** Hears of the streams that people watch. */
export interface BroadcastListener {
  /** Somebody publishes it, for the first time or again. */
  onBegun?(stream: string): void;
  onStarted?(stream: string): void;
  onStopped?(stream: string, reason: EndReason): void;
}

/** Follows publishers and decides when a stream is over. */
export interface Broadcasts {
  handleBegun(session: Pick<Session, "stream">): void;
  handleEnded(session: Pick<Session, "stream">, reason: EndReason): void;
  /** Milliseconds since 1970 at which it went on air; undefined when it is not. */
  onAirSince(stream: string): number | undefined;
  /** It is on air, and has a break: its publisher says so, or is away for the moment. */
  isInBreak(stream: string): boolean;
  /** Begins or ends a break; false when it is not on air. */
  setBreak(stream: string, isOn: boolean): boolean;
  /** How many are on air. */
  readonly count: number;
  /** Lets somebody try to publish; undefined when there is no room. A name that nobody came to publish is forgotten. */
  attempt<Outcome>(stream: string, begin: () => Promise<Outcome>): Promise<Outcome | undefined>;
  /** Ends a stream and whoever publishes it. */
  end(stream: string, reason: EndReason): Promise<void>;
  listen(listener: BroadcastListener): void;
  close(): void;
}

/** What broadcasts stand on. */
export interface BroadcastsOptions {
  readonly streams: StreamTable;
  readonly supervisor: () => Supervisor;
  readonly sessions: () => Sessions;
  /** A stream nobody publishes for this long is over. */
  readonly idleMs: number;
  readonly mostStreams: number;
}

/** Lets people try to publish, as long as there is room. */
const createAttempts = (
  since: ReadonlyMap<string, number>,
  { mostStreams, onVain }: { readonly mostStreams: number; readonly onVain: (stream: string) => void },
): Broadcasts["attempt"] => {
  const running = new Map<string, number>();
  const hasRoom = (stream: string): boolean => new Set([...since.keys(), ...running.keys(), stream]).size <= mostStreams;
  const end = (stream: string): void => {
    const left = (running.get(stream) ?? 1) - 1;
    if (left > 0) return void running.set(stream, left);
    running.delete(stream);
    if (!since.has(stream)) onVain(stream);
  };
  return async (stream, begin) => {
    if (!hasRoom(stream)) return undefined;
    running.set(stream, (running.get(stream) ?? 0) + 1);
    try {
      return await begin();
    } finally {
      end(stream);
    }
  };
};

const putOrTake = (names: Set<string>, name: string, isIn: boolean): true => {
  if (isIn) names.add(name);
  else names.delete(name);
  return true;
};

/** Makes the book of broadcasts. */
export const createBroadcasts = (options: BroadcastsOptions): Broadcasts => {
  const { streams, supervisor, sessions, idleMs, mostStreams } = options;
  const since = new Map<string, number>();
  const idle = new Map<string, NodeJS.Timeout>();
  const inBreak = new Set<string>();
  const listeners: BroadcastListener[] = [];
  const stayAwake = (stream: string): void => {
    clearTimeout(idle.get(stream));
    idle.delete(stream);
  };
  const finish = async (stream: string, reason: EndReason): Promise<void> => {
    stayAwake(stream);
    inBreak.delete(stream);
    if (since.delete(stream)) for (const listener of listeners) listener.onStopped?.(stream, reason);
    // The worker may be gone, and the stream with it.
    await supervisor()
      .find(stream)
      ?.call("stream.end", { stream })
      .catch(() => undefined);
    supervisor().release(stream);
    streams.end(stream);
  };
  return {
    handleBegun({ stream }) {
      stayAwake(stream);
      for (const listener of listeners) listener.onBegun?.(stream);
      if (since.has(stream)) return;
      since.set(stream, Date.now());
      for (const listener of listeners) listener.onStarted?.(stream);
    },
    handleEnded({ stream }, reason) {
      if (reason === "replaced" || !since.has(stream)) return;
      // Viewers keep their place: a publisher that was cut off comes back.
      streams.find(stream)?.bus.pause();
      stayAwake(stream);
      const timer = setTimeout(() => void finish(stream, reason), idleMs);
      idle.set(stream, timer);
    },
    onAirSince: (stream) => since.get(stream),
    isInBreak: (stream) => idle.has(stream) || inBreak.has(stream),
    setBreak: (stream, isOn) => since.has(stream) && putOrTake(inBreak, stream, isOn),
    get count() {
      return since.size;
    },
    attempt: createAttempts(since, {
      mostStreams,
      onVain(stream) {
        supervisor().release(stream);
        streams.forget(stream);
      },
    }),
    async end(stream, reason) {
      await sessions().ofStream(stream)?.end(reason);
      await finish(stream, reason);
    },
    listen: (listener) => void listeners.push(listener),
    close() {
      for (const stream of idle.keys()) stayAwake(stream);
    },
  };
};

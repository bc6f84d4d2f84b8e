import { createHlsOnDemand, type HlsOnDemand } from "../outputs/hls-on-demand.ts";
import { machineNowUs } from "../stream/machine-clock.ts";
import type { StreamFormat } from "../stream/media-frame.ts";
import { createStreamBus, type StreamBus } from "../stream/stream-bus.ts";

/** A stream with what is made of it here; it outlives its publishers and the worker that carries it. */
export interface ServedStream {
  readonly name: string;
  /** When its times began, on the clock of the machine. */
  readonly bornUs: number;
  /** The mirror of the worker's bus. */
  readonly bus: StreamBus;
  readonly hls: HlsOnDemand;
  /** Somebody here takes it. */
  readonly isWanted: boolean;
  /** What it is published as; known even while nobody takes it. */
  readonly published: StreamFormat | undefined;
  setPublished(format: StreamFormat): void;
  /** The stream's time by the clock of its publisher, in microseconds. */
  nowUs(): number;
  /** So much later than in the beginning its frames come. */
  setLate(lateUs: number): void;
  /** It came to its end: what was kept can be watched for a while. */
  readonly isEnded: boolean;
}

/** The streams of this gateway. */
export interface StreamTable {
  find(name: string): ServedStream | undefined;
  /** The stream of a name; a new one when there is none, or when the last came to its end. */
  open(name: string): ServedStream;
  /** Ends a stream; what was kept of it stays for a while. */
  end(name: string): void;
  /** Drops a stream that nobody ever published. */
  forget(name: string): void;
  closeAll(): void;
  readonly all: readonly ServedStream[];
}

/** How far back viewers can go, and how long they can still do so after the end. */
const keepMs = 60_000;

/** Nobody waits this long between two looks at a playlist. */
const hlsIdleMs = 30_000;

/** Whom a table tells and asks. */
export interface StreamTablePorts {
  readonly report: (error: unknown) => void;
  /** Asks the publisher of a stream for a key picture. */
  readonly requestKey: (stream: string) => void;
  /** Somebody takes a stream here, or nobody any more. */
  readonly onWanted: (stream: string, isWanted: boolean) => void;
}

const makeStream = (name: string, { report, requestKey, onWanted }: StreamTablePorts) => {
  let isWanted = false;
  let lateUs = 0;
  let published: StreamFormat | undefined;
  const bus: StreamBus = createStreamBus({
    report,
    requestKey: () => requestKey(name),
    onWanted(next) {
      isWanted = next;
      // What comes when somebody is there again may be another format.
      if (!next) bus.forget();
      onWanted(name, next);
    },
  });
  const hls = createHlsOnDemand(bus, {
    partUs: 200_000,
    segmentUs: 1_000_000,
    firstSegmentUs: 500_000,
    keepUs: keepMs * 1_000,
    zeroMs: Date.now(),
    lateUs: () => lateUs,
    // Segments last a second and more: the next broadcast of this name has none of their names, which caches keep.
    firstSequence: Math.floor(Date.now() / 1_000),
    idleMs: hlsIdleMs,
  });
  let isEnded = false;
  const bornUs = machineNowUs();
  const served: ServedStream = {
    name,
    bornUs,
    nowUs: () => machineNowUs() - bornUs - lateUs,
    setLate: (next) => void (lateUs = next),
    bus,
    hls,
    get isWanted() {
      return isWanted;
    },
    get published() {
      return published;
    },
    setPublished: (format) => void (published = format),
    get isEnded() {
      return isEnded;
    },
  };
  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    bus.end();
    hls.close();
  };
  return { served, end };
};

/** Makes an empty table. */
export const createStreamTable = (ports: StreamTablePorts): StreamTable => {
  const streams = new Map<string, { readonly served: ServedStream; end(): void }>();
  return {
    find: (name) => streams.get(name)?.served,
    open(name) {
      const found = streams.get(name);
      if (found !== undefined && !found.served.isEnded) return found.served;
      const made = makeStream(name, ports);
      streams.set(name, made);
      return made.served;
    },
    end(name) {
      const found = streams.get(name);
      if (found === undefined || found.served.isEnded) return;
      found.end();
      const forget = (): void => void (streams.get(name) === found && streams.delete(name));
      setTimeout(forget, keepMs).unref();
    },
    forget(name) {
      const found = streams.get(name);
      if (found === undefined || found.served.isEnded || found.served.published !== undefined) return;
      found.end();
      streams.delete(name);
    },
    closeAll() {
      for (const one of streams.values()) one.end();
      streams.clear();
    },
    get all() {
      return [...streams.values()].map(({ served }) => served);
    },
  };
};

import { createHlsOutput, type HlsOutput } from "../outputs/hls-output.ts";
import { machineNowUs } from "../stream/machine-clock.ts";
import { createStreamBus, type StreamBus } from "../stream/stream-bus.ts";

/** A stream with what is made of it here; it outlives its publishers and the worker that carries it. */
export interface ServedStream {
  readonly name: string;
  /** When its times began, on the clock of the machine. */
  readonly bornUs: number;
  /** The mirror of the worker's bus. */
  readonly bus: StreamBus;
  readonly hls: HlsOutput;
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
  closeAll(): void;
  readonly all: readonly ServedStream[];
}

/** How far back viewers can go, and how long they can still do so after the end. */
const keepMs = 60_000;

/** Makes an empty table; `requestKey` asks the publisher of a stream for a key picture. */
export const createStreamTable = (report: (error: unknown) => void, requestKey: (stream: string) => void): StreamTable => {
  const streams = new Map<string, { readonly served: ServedStream; end(): void }>();
  const make = (name: string) => {
    const bus = createStreamBus(report, () => requestKey(name));
    const hls = createHlsOutput(bus, {
      partUs: 200_000,
      segmentUs: 1_000_000,
      firstSegmentUs: 500_000,
      keepUs: keepMs * 1_000,
      nowMs: () => Date.now(),
    });
    let isEnded = false;
    const served: ServedStream = {
      name,
      bornUs: machineNowUs(),
      bus,
      hls,
      get isEnded() {
        return isEnded;
      },
    };
    const end = (): void => {
      if (isEnded) return;
      isEnded = true;
      bus.end();
    };
    return { served, end };
  };
  return {
    find: (name) => streams.get(name)?.served,
    open(name) {
      const found = streams.get(name);
      if (found !== undefined && !found.served.isEnded) return found.served;
      const made = make(name);
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
    closeAll() {
      for (const one of streams.values()) one.end();
      streams.clear();
    },
    get all() {
      return [...streams.values()].map(({ served }) => served);
    },
  };
};

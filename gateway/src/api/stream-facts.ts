import type { PublicStream } from "@tfx/protocol/broadcasts";
import type { Audience } from "../audience/audience.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import type { StreamFigures } from "../processes/worker-calls.ts";
import type { Programme } from "../programme/programme.ts";
import type { Broadcasts } from "../servers/broadcasts.ts";
import type { StreamTable } from "../servers/stream-table.ts";
import type { Texts } from "../texts/texts.ts";
import type { WantedOutputs } from "../servers/wanted-outputs.ts";
import type { StreamFacts } from "./schemas.ts";

/** What facts are read from. */
export interface FactSources {
  readonly streams: StreamTable;
  readonly broadcasts: Broadcasts;
  readonly supervisor: Supervisor;
  readonly audience: Audience;
  readonly programme: Programme;
  readonly wanted: WantedOutputs;
  readonly texts: Texts;
}

/** Everything that is known of streams. */
export interface Facts {
  /** Undefined for a stream nobody has heard of. */
  publicOf(stream: string): PublicStream | undefined;
  of(stream: string): StreamFacts | undefined;
  /** What is on, and what comes, as everybody may see it. */
  list(): { readonly now: readonly PublicStream[]; readonly next: readonly PublicStream[] };
  /** Names of streams that are there or planned. */
  readonly names: readonly string[];
}

/** A planned broadcast that has not begun so long after its time is not listed any more. */
const lateMs = 6 * 3_600_000;

const noFigures = { receivedBytes: 0, receivedPackets: 0, lostPackets: 0, bitsPerSecond: 0, recordedBytes: 0 };

/** Figures of all publishers, as their workers said last. */
export const figuresOf = (supervisor: Supervisor): readonly StreamFigures[] =>
  supervisor.workers.flatMap(({ pulse }) => pulse?.publishers ?? []);

const createPublicFacts = ({ streams, broadcasts, audience, programme, texts }: FactSources) => {
  const stateOf = (stream: string): PublicStream["state"] | undefined => {
    if (broadcasts.onAirSince(stream) !== undefined) return broadcasts.isInBreak(stream) ? "break" : "live";
    if (streams.find(stream)?.isEnded === true) return "ended";
    return programme.find(stream) === undefined ? undefined : "planned";
  };
  return (stream: string): PublicStream | undefined => {
    const state = stateOf(stream);
    if (state === undefined) return undefined;
    const { title, poster, startsAt } = programme.find(stream) ?? {};
    const sinceMs = broadcasts.onAirSince(stream);
    const since = sinceMs === undefined ? undefined : new Date(sinceMs).toISOString();
    const kinds = texts.kindsOf(stream);
    const readable = kinds.length === 0 ? undefined : [...kinds];
    return { stream, state, title, poster, startsAt, since, viewers: audience.count(stream), texts: readable };
  };
};

/** Reads facts. */
export const createFacts = (sources: FactSources): Facts => {
  const { streams, supervisor, audience, programme, wanted } = sources;
  const publicOf = createPublicFacts(sources);
  return {
    publicOf,
    of(stream) {
      const known = publicOf(stream);
      if (known === undefined) return undefined;
      const { bus, published } = streams.find(stream) ?? {};
      const { video, audio } = bus?.format ?? published ?? {};
      return {
        ...known,
        ...(figuresOf(supervisor).findLast((one) => one.stream === stream) ?? noFigures),
        listed: programme.find(stream)?.listed ?? false,
        peakViewers: audience.peak(stream),
        video: video === undefined ? undefined : { codec: video.codec, width: video.width, height: video.height },
        audio: audio === undefined ? undefined : { codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels },
        outputs: wanted.of(stream).map(({ id, kind, report }) => ({ id, kind, report })),
      };
    },
    get names() {
      return [...new Set([...streams.all.map(({ name }) => name), ...programme.all.map(({ stream }) => stream)])];
    },
    list() {
      const listed = programme.all.filter((one) => one.listed).flatMap(({ stream }) => publicOf(stream) ?? []);
      const timeOf = ({ startsAt }: PublicStream): number => Date.parse(startsAt ?? "");
      const now = listed.filter(({ state }) => state === "live" || state === "break");
      const next = listed.filter((one) => one.state === "planned" && timeOf(one) > Date.now() - lateMs);
      return {
        now: now.toSorted((one, other) => other.viewers - one.viewers),
        next: next.toSorted((one, other) => timeOf(one) - timeOf(other)),
      };
    },
  };
};

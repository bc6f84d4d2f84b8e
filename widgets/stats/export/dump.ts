import type { CallEvent } from "../events/find-events.ts";
import type { Column } from "../history/recorder.ts";

/** A link for the dump. */
export interface DumpLink {
  readonly participant: string;
  readonly name: string;
  readonly columns: readonly Column[];
  /** When it was last measured. */
  readonly lastAt: number;
  readonly events: readonly CallEvent[];
}

/** How the dump is made. */
export interface DumpOptions {
  readonly userAgent: string;
  /** Seconds before the end that are kept. */
  readonly seconds: number;
}

const iso = (at: number) => new Date(at).toISOString();

const series = ({ type, samples }: Column, since: number) => {
  const kept = samples(since);
  const [first, last] = [kept.at(0), kept.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const values = JSON.stringify(kept.map(({ value }) => value));
  return { startTime: iso(first.at), endTime: iso(last.at), statsType: type, values };
};

const logOf = ({ at, kind, before, after }: CallEvent) => ({
  time: iso(at),
  type: kind,
  value: before === undefined ? "" : `${before} -> ${after ?? ""}`,
});

const connection = ({ name, columns, lastAt, events }: DumpLink, { seconds }: DumpOptions) => {
  const since = lastAt - seconds * 1000;
  const stats = columns.flatMap((column) => {
    const one = series(column, since);
    return one === undefined ? [] : [[`${column.entry}-${column.member}`, one] as const];
  });
  return {
    pid: 0,
    rid: 0,
    url: name,
    rtcConfiguration: "",
    constraints: "",
    stats: Object.fromEntries(stats),
    updateLog: events.map(logOf),
  };
};

/**
 * A dump as chrome://webrtc-internals writes it, for its importers
 * (https://github.com/fippo/webrtc-dump-importer): for each link every member of every entry as one series.
 */
export const createDump = (links: readonly DumpLink[], options: DumpOptions): string => {
  const connections = Object.fromEntries(links.map((link, index) => [`0-${index + 1}`, connection(link, options)]));
  return JSON.stringify({ getUserMedia: [], PeerConnections: connections, UserAgent: options.userAgent, UserAgentData: [] });
};

/** A dump of as many of the last seconds as fit: a large room for ten minutes is more than a file may be. */
export const createFittingDump = (
  links: readonly DumpLink[],
  options: DumpOptions & { readonly maxBytes: number },
): Uint8Array<ArrayBuffer> => {
  let { seconds } = options;
  let bytes = new TextEncoder().encode(createDump(links, { ...options, seconds }));
  while (bytes.length > options.maxBytes && seconds > 1) {
    seconds = Math.floor(seconds / 2);
    bytes = new TextEncoder().encode(createDump(links, { ...options, seconds }));
  }
  return bytes;
};

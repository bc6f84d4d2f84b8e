import type { LinkDigest } from "../digest/digest.ts";
import type { Path } from "../digest/path.ts";
import type { StreamDigest } from "../digest/stream-digest.ts";

/** Something that happened and may explain a bend in a chart. */
export interface CallEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whose link it is about, or who came or went. */
  readonly participant: string;
  readonly kind: "joined" | "left" | "codec" | "path";
  readonly direction?: StreamDigest["direction"];
  readonly media?: StreamDigest["kind"];
  readonly before?: string;
  readonly after?: string;
}

/** A path in short, the same for the same path. */
export const pathKey = (path: Path): string =>
  path.kind === "direct" && path.protocol === "udp" ? "direct" : `${path.kind}/${path.protocol}`;

const codecChanges = (before: LinkDigest, now: LinkDigest) =>
  now.streams.flatMap((stream) => {
    const old = before.streams.find(({ id }) => id === stream.id)?.codec;
    if (old === undefined || stream.codec === undefined || old === stream.codec) return [];
    return [{ kind: "codec" as const, direction: stream.direction, media: stream.kind, before: old, after: stream.codec }];
  });

/** Layers of one picture change together: that is one event. */
const codecEvents = (before: LinkDigest, now: LinkDigest) => [
  ...new Map(codecChanges(before, now).map((event) => [Object.values(event).join(" "), event])).values(),
];

/** What changed on a link between two seconds. */
export const linkEvents = (participant: string, before: LinkDigest | undefined, now: LinkDigest): readonly CallEvent[] => {
  if (before === undefined) return [];
  const paths = [before.path, now.path].map((path) => (path === undefined ? undefined : pathKey(path)));
  const [from, to] = paths;
  const moved = from !== undefined && to !== undefined && from !== to ? [{ kind: "path" as const, before: from, after: to }] : [];
  return [...codecEvents(before, now), ...moved].map((event) => ({ at: now.at, participant, ...event }));
};

/** Who came and who went between two lists of ids. */
export const peopleEvents = (before: readonly string[], now: readonly string[], at: number): readonly CallEvent[] => [
  ...now.filter((id) => !before.includes(id)).map((participant) => ({ at, participant, kind: "joined" as const })),
  ...before.filter((id) => !now.includes(id)).map((participant) => ({ at, participant, kind: "left" as const })),
];

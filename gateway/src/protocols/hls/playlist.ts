import { partUri, segmentUs, type ListedSegment, type LiveWindow } from "./live-window.ts";

/** What a playlist says beyond its segments. */
export interface PlaylistOptions {
  /** No part is longer, in microseconds. */
  readonly partTargetUs: number;
  /** No segment is longer, in whole seconds; never changes while a stream lives. */
  readonly targetSeconds: number;
  /** Leaves out what the player has already (`_HLS_skip=YES`). */
  readonly skip?: boolean;
  /** Goes behind each address, such as a token. */
  readonly query?: string;
}

const seconds = (us: number): string => (us / 1_000_000).toFixed(5);

const attribute = (name: string, values: Readonly<Record<string, string | undefined>>): string =>
  `#EXT-X-${name}:${Object.entries(values)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .join(",")}`;

const quoted = (text: string): string => `"${text}"`;

/** Parts of older segments would only make the playlist long. */
const segmentsWithParts = 3;

const skipBoundary = ({ targetSeconds }: PlaylistOptions): number => targetSeconds * 6;

/** How many of the oldest segments a delta update leaves out (RFC 8216bis §6.2.5.1). */
const skippable = (segments: readonly ListedSegment[], options: PlaylistOptions): number => {
  let lengthUs = 0;
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const segment = segments[index];
    if (segment === undefined) continue;
    lengthUs += segmentUs(segment);
    if (lengthUs >= skipBoundary(options) * 1_000_000) return index;
  }
  return 0;
};

const segmentLines = (segment: ListedSegment, { withParts, query }: { withParts: boolean; query: string }): readonly string[] => [
  ...(segment.isDiscontinuous ? ["#EXT-X-DISCONTINUITY"] : []),
  `#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startsAtMs).toISOString()}`,
  ...(withParts
    ? segment.parts.map(({ uri, durationUs, independent }) =>
        attribute("PART", { DURATION: seconds(durationUs), URI: quoted(uri + query), INDEPENDENT: independent ? "YES" : undefined }),
      )
    : []),
  ...(segment.isComplete ? [`#EXTINF:${seconds(segmentUs(segment))},`, segment.uri + query] : []),
];

const hint = ({ segments, hasEnded }: LiveWindow, query: string): readonly string[] => {
  const last = segments.at(-1);
  if (hasEnded || last === undefined) return [];
  const next = last.isComplete ? partUri(last.sequence + 1, 0) : partUri(last.sequence, last.parts.length);
  return [attribute("PRELOAD-HINT", { TYPE: "PART", URI: quoted(next + query) })];
};

/** A media playlist (RFC 8216bis): low latency for players that know it, plain HLS for all others. */
export const mediaPlaylist = (window: LiveWindow, options: PlaylistOptions): string => {
  const { partTargetUs, targetSeconds, skip = false, query = "" } = options;
  const { segments } = window;
  const skipped = skip ? skippable(segments, options) : 0;
  const listed = segments.slice(skipped);
  let map = skipped > 0 ? listed[0]?.map : undefined;
  const lines = listed.flatMap((segment, index) => {
    // A segment that has nothing yet is known from the hint alone.
    if (segment.parts.length === 0 && !segment.isComplete) return [];
    const isNew = segment.map !== map;
    map = segment.map;
    const body = segmentLines(segment, { query, withParts: listed.length - index <= segmentsWithParts && !window.hasEnded });
    const mapLine = attribute("MAP", { URI: quoted(segment.map + query) });
    if (!isNew) return body;
    return segment.isDiscontinuous ? [body[0] ?? "", mapLine, ...body.slice(1)] : [mapLine, ...body];
  });
  return `${[
    "#EXTM3U",
    "#EXT-X-VERSION:9",
    `#EXT-X-TARGETDURATION:${targetSeconds}`,
    attribute("SERVER-CONTROL", {
      "CAN-BLOCK-RELOAD": "YES",
      "CAN-SKIP-UNTIL": seconds(skipBoundary(options) * 1_000_000),
      "PART-HOLD-BACK": seconds(partTargetUs * 3),
      "HOLD-BACK": seconds(targetSeconds * 3_000_000),
    }),
    attribute("PART-INF", { "PART-TARGET": seconds(partTargetUs) }),
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.sequence ?? window.firstSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${window.discontinuitySequence}`,
    ...(skipped > 0 ? [attribute("SKIP", { "SKIPPED-SEGMENTS": String(skipped) })] : []),
    ...lines,
    ...hint(window, query),
    ...(window.hasEnded ? ["#EXT-X-ENDLIST"] : []),
  ].join("\n")}\n`;
};

/** What a multivariant playlist says of the one variant that there is. */
export interface Variant {
  readonly uri: string;
  readonly codecs: string;
  /** Highest bits a second. */
  readonly bandwidth: number;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** A multivariant playlist with one variant. */
export const multivariantPlaylist = ({ uri, codecs, bandwidth, size }: Variant): string => {
  const facts = attribute("STREAM-INF", {
    BANDWIDTH: String(bandwidth),
    CODECS: quoted(codecs),
    RESOLUTION: size === undefined ? undefined : `${size.width}x${size.height}`,
  });
  return `${["#EXTM3U", "#EXT-X-VERSION:9", "#EXT-X-INDEPENDENT-SEGMENTS", facts, uri].join("\n")}\n`;
};

/**
 * The playlist of a recording: one that still grows, or the whole. Only whole segments are listed, and
 * players may go anywhere in it. `isShifting`: its beginning is deleted as it grows.
 */
export const recordedPlaylist = (
  { segments, hasEnded, discontinuitySequence }: LiveWindow,
  { targetSeconds, query = "", isShifting = false }: Pick<PlaylistOptions, "targetSeconds" | "query"> & { readonly isShifting?: boolean },
): string => {
  const whole = segments.filter(({ isComplete }) => isComplete);
  const longest = Math.max(targetSeconds, ...whole.map((segment) => Math.ceil(segmentUs(segment) / 1_000_000)));
  const type = hasEnded ? "VOD" : "EVENT";
  const lines = whole.flatMap((segment, index) => {
    const body = segmentLines(segment, { query, withParts: false });
    const mapLine = attribute("MAP", { URI: quoted(segment.map + query) });
    if (segment.map === whole[index - 1]?.map) return body;
    return segment.isDiscontinuous ? [body[0] ?? "", mapLine, ...body.slice(1)] : [mapLine, ...body];
  });
  return `${[
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${longest}`,
    ...(isShifting && !hasEnded ? [] : [`#EXT-X-PLAYLIST-TYPE:${type}`]),
    "#EXT-X-INDEPENDENT-SEGMENTS",
    `#EXT-X-MEDIA-SEQUENCE:${whole[0]?.sequence ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuitySequence}`,
    ...lines,
    ...(hasEnded ? ["#EXT-X-ENDLIST"] : []),
  ].join("\n")}\n`;
};

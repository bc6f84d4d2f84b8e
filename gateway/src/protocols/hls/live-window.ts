/** A part as playlists list it. */
export interface ListedPart {
  readonly uri: string;
  readonly durationUs: number;
  readonly independent: boolean;
}

/** A segment as playlists list it. The last may still be open: it has parts and no end. */
export interface ListedSegment {
  /** Media sequence number; its first counts from 0. */
  readonly sequence: number;
  readonly uri: string;
  readonly parts: readonly ListedPart[];
  readonly isComplete: boolean;
  readonly startsAtMs: number;
  /** Address of the initialization segment that it needs. */
  readonly map: string;
  /** Timestamps or format differ from the segment before. */
  readonly isDiscontinuous: boolean;
}

/** The segments of a live stream that can be asked for. */
export interface LiveWindow {
  readonly segments: readonly ListedSegment[];
  /** Discontinuities that have slid out of the window. */
  readonly discontinuitySequence: number;
  readonly hasEnded: boolean;
  /** Number of its first segment while there is none. */
  readonly firstSequence: number;
}

/** A window with nothing in it. */
export const emptyWindow: LiveWindow = { segments: [], discontinuitySequence: 0, hasEnded: false, firstSequence: 0 };

/** Length of a segment so far. */
export const segmentUs = ({ parts }: ListedSegment): number => parts.reduce((sum, { durationUs }) => sum + durationUs, 0);

const completeLast = (segments: readonly ListedSegment[]): readonly ListedSegment[] =>
  segments.map((segment, index) => (index === segments.length - 1 ? { ...segment, isComplete: true } : segment));

/** The window with a new, empty segment at its end; the one before is complete. */
export const openSegment = (window: LiveWindow, segment: Pick<ListedSegment, "startsAtMs" | "map" | "isDiscontinuous">): LiveWindow => {
  const sequence = (window.segments.at(-1)?.sequence ?? window.firstSequence - 1) + 1;
  return {
    ...window,
    segments: [...completeLast(window.segments), { ...segment, sequence, uri: `s${sequence}.m4s`, parts: [], isComplete: false }],
  };
};

/** The window whose last segment is whole; the next one is known by its number alone. */
export const closeSegment = (window: LiveWindow): LiveWindow => ({ ...window, segments: completeLast(window.segments) });

/** The window with a part at the end of its last segment. */
export const addPart = (window: LiveWindow, part: Omit<ListedPart, "uri">): LiveWindow => {
  const last = window.segments.at(-1);
  if (last === undefined) return window;
  const parts = [...last.parts, { ...part, uri: partUri(last.sequence, last.parts.length) }];
  return { ...window, segments: [...window.segments.slice(0, -1), { ...last, parts }] };
};

/** The window without segments that are older than what it keeps; the newest three always stay. */
export const slide = (window: LiveWindow, keepUs: number): { readonly window: LiveWindow; readonly gone: readonly ListedSegment[] } => {
  let keptUs = 0;
  let from = window.segments.length;
  while (from > 0 && (keptUs < keepUs || window.segments.length - from < 3)) {
    from -= 1;
    keptUs += segmentUs(window.segments[from] ?? { ...noSegment });
  }
  const gone = window.segments.slice(0, from);
  const discontinuities = gone.filter(({ isDiscontinuous }) => isDiscontinuous).length;
  return {
    gone,
    window: { ...window, segments: window.segments.slice(from), discontinuitySequence: window.discontinuitySequence + discontinuities },
  };
};

/** The window of a stream that is over. */
export const endWindow = (window: LiveWindow): LiveWindow => ({ ...closeSegment(window), hasEnded: true });

/** Name of a part. */
export const partUri = (sequence: number, part: number): string => `s${sequence}.${part}.m4s`;

const noSegment: ListedSegment = { sequence: 0, uri: "", parts: [], isComplete: true, startsAtMs: 0, map: "", isDiscontinuous: false };

/** A place in a stream that a player waits for: a segment, or one of its parts (`_HLS_msn`, `_HLS_part`). */
export interface Awaited {
  readonly sequence: number;
  readonly part?: number | undefined;
}

/**
 * Whether a playlist would list what is waited for (RFC 8216bis §6.2.5.2). `too-far`: more than two
 * segments ahead, nobody waits for that.
 */
export const findAwaited = (
  { segments, hasEnded, firstSequence }: LiveWindow,
  { sequence, part }: Awaited,
): "there" | "to-come" | "too-far" => {
  if (hasEnded) return "there";
  const last = segments.at(-1);
  if (sequence > (last?.sequence ?? firstSequence - 1) + 2) return "too-far";
  if (last === undefined || sequence > last.sequence) return "to-come";
  if (sequence < last.sequence) return "there";
  if (part === undefined) return last.isComplete ? "there" : "to-come";
  return part < last.parts.length ? "there" : "to-come";
};

import type { PartContent, TimedFrame } from "../fmp4/media-part.ts";

/** A part whose frames are all there. */
export interface CutPart {
  readonly content: PartContent;
  readonly startUs: number;
  readonly durationUs: number;
  /** A decoder can begin with it. */
  readonly independent: boolean;
  /** It is the first of a new segment. */
  readonly opensSegment: boolean;
  /** It is the last of its segment: what follows, whenever it comes, opens another. */
  readonly closesSegment: boolean;
}

/** Where a stream is cut. */
export interface CutOptions {
  /** No part is longer (PART-TARGET). */
  readonly partUs: number;
  /** A segment lasts at least this long, and ends with the first key picture after it. */
  readonly segmentUs: number;
  /** The same for the first one: nobody can watch before it is whole. */
  readonly firstSegmentUs?: number;
}

/** Cuts a stream into parts, and says where segments begin. */
export interface PartCutter {
  /** Takes a frame; answers the parts that it completes. */
  push(timed: TimedFrame): readonly CutPart[];
  /** What is left, at the end of the stream or of its format. */
  flush(): readonly CutPart[];
}

/**
 * Makes a cutter. The lead (pictures where there are some) decides where parts end; sound goes into
 * the part that is open when it comes, for nobody waits for it.
 */
export const createPartCutter = (lead: "video" | "audio", { partUs, segmentUs, firstSegmentUs = segmentUs }: CutOptions): PartCutter => {
  let video: TimedFrame[] = [];
  let audio: TimedFrame[] = [];
  let segmentStartUs: number | undefined;
  let opensSegment = true;
  let leastUs = firstSegmentUs;
  const leading = (): TimedFrame[] => (lead === "video" ? video : audio);

  const cut = (closesSegment: boolean): readonly CutPart[] => {
    const frames = leading();
    const [first] = frames;
    const last = frames.at(-1);
    if (first === undefined || last === undefined) return [];
    const startUs = first.frame.timeUs;
    const part: CutPart = {
      content: { video, audio },
      startUs,
      durationUs: last.frame.timeUs + last.durationUs - startUs,
      independent: first.frame.key,
      opensSegment,
      closesSegment,
    };
    opensSegment = closesSegment;
    video = [];
    audio = [];
    return [part];
  };

  /** Whether a leading frame begins a new segment: always at the first key picture past the least length. */
  const beginsSegment = ({ frame }: TimedFrame): boolean => {
    segmentStartUs ??= frame.timeUs;
    return frame.key && frame.timeUs - segmentStartUs >= leastUs;
  };

  return {
    push(timed) {
      const { frame, durationUs } = timed;
      if (frame.kind !== lead) {
        audio.push(timed);
        return [];
      }
      const [first] = leading();
      const out: CutPart[] = [];
      if (beginsSegment(timed)) {
        out.push(...cut(true));
        leastUs = segmentUs;
        segmentStartUs = frame.timeUs;
      } else if (first !== undefined && frame.timeUs + durationUs - first.frame.timeUs > partUs) out.push(...cut(false));
      leading().push(timed);
      return out;
    },
    flush() {
      const out = cut(true);
      opensSegment = true;
      segmentStartUs = undefined;
      return out;
    },
  };
};

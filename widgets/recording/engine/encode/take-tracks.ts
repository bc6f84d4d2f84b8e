import { createClockTie } from "./clock-tie.ts";
import { createSoundClock } from "./sound-clock.ts";
import type { SoundEncoder } from "./sound-encoder.ts";
import { createStampLine } from "./stamp-line.ts";
import type { Timeline } from "./timeline.ts";

/** Stamps that are further than this from our clock are of another one. */
const ownClockUs = 60_000_000;

/**
 * Sound is mixed in an audio graph before it comes, pictures are not: from a source to here it is later than they are by
 * this (measured by `npm run bench -- recording`; what varies is the graph's own blocks).
 */
const mixedUs = 20_000;

/** Sound waits so long at first, until it is known how its clock and ours differ. */
const tieUs = 250_000;

/** The clock of a recording, in microseconds since it began, and where its file ends. */
export interface Course {
  readonly timeline: Timeline;
  readonly nowUs: () => number;
  /** When the recording began, since the epoch. */
  readonly beganUs: number;
  endUs: number;
}

/** Brings pictures to an encoder at their moments in the file. */
export const takePictures = (course: Course, encode: (frame: VideoFrame, atUs: number) => void) => {
  const [line, tie] = [createStampLine(), createClockTie()];
  let isFirst = true;
  /** Compositions stamp by the clock of ours, other tracks by one of theirs. */
  const momentOf = (stampUs: number): number => {
    const [nowUs, ownUs] = [course.nowUs(), stampUs - course.beganUs];
    return Math.abs(nowUs - ownUs) < ownClockUs ? ownUs : tie(line(stampUs, 0), nowUs);
  };
  return (frame: VideoFrame): void => {
    const moment = course.timeline.of(momentOf(frame.timestamp));
    if (moment !== undefined && moment < course.endUs) {
      // The first picture stood there when it began.
      encode(frame, isFirst ? 0 : Math.round(moment));
      isFirst = false;
    }
    frame.close();
  };
};

/** Some sound, when it ended by the clock of its track, and when it came by ours. */
interface Part {
  readonly data: AudioData;
  readonly endUs: number;
  readonly nowUs: number;
}

/** Brings sound to an encoder, end to end; `reached` resolves once it has come to the end of the file. */
export const takeSound = (course: Course, encoder: SoundEncoder) => {
  const [line, tie, plan] = [createStampLine(), createClockTie(), createSoundClock()];
  const early: Part[] = [];
  let tied = false;
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const put = ({ data, endUs, nowUs }: Part): void => {
    const moment = course.timeline.of(tie(endUs, nowUs) - data.duration - mixedUs);
    if (moment !== undefined && moment >= course.endUs) reach();
    else if (moment !== undefined) {
      const { silenceUs, isDropped } = plan(moment, data.duration);
      encoder.silence(silenceUs);
      if (!isDropped) encoder.write(data);
    }
    data.close();
  };
  const flushEarly = (): void => {
    tied = true;
    // The least late of them ties the clocks for all of them.
    for (const { endUs, nowUs } of early) tie(endUs, nowUs);
    for (const part of early.splice(0)) put(part);
  };
  return {
    reached,
    flushEarly,
    take: (data: AudioData): void => {
      // What is stamped is its first sample; it comes once it has its last.
      const endUs = line(data.timestamp, data.duration) + data.duration;
      const part: Part = { data, endUs, nowUs: course.nowUs() };
      if (tied) return put(part);
      early.push(part);
      if (part.nowUs - (early[0]?.nowUs ?? 0) > tieUs) flushEarly();
    },
  };
};

import type { MediaFrame, VideoFormat } from "./media-frame.ts";
import { createRecentFrames } from "./recent-frames.ts";

/** A picture that stands: a key picture and others that change nothing, to be shown over and over. */
export interface StillPicture {
  readonly format: VideoFormat;
  readonly frames: readonly Pick<MediaFrame, "key" | "parts">[];
}

/** Makes a still of the last of these pictures, which begin with a key picture; undefined when it cannot. */
export type MakeStill = (format: VideoFormat, frames: readonly MediaFrame[]) => Promise<StillPicture | undefined>;

/** Pictures that never stop: where none come, the last one stands. */
export interface PictureFreezer {
  setFormat(format: VideoFormat): void;
  push(frame: MediaFrame): void;
  /** To be called often, with the stream's time. */
  tick(nowUs: number): void;
  close(): void;
}

/** What a freezer is made with. */
export interface FreezerOptions {
  readonly makeStill: MakeStill;
  readonly setFormat: (format: VideoFormat) => void;
  readonly emit: (frame: MediaFrame) => void;
  readonly requestKey: () => void;
  /** Pictures may be this late before they are missed; only more than usual makes a difference. */
  readonly patienceUs?: number | undefined;
}

/** A shared screen that stands still sends a picture each second. */
const usualPatienceUs = 1_500_000;
/** A part of HLS has one. */
const everyUs = 200_000;
/** A still is not shown up to now, so that what comes next still has its place. */
const usualBehindUs = 200_000;

/** Shows a still, over and over, until its time is up. */
const createShow = (still: StillPicture, fromUs: number, emit: (frame: MediaFrame) => void) => {
  let lastUs = fromUs;
  let count = 0;
  return {
    get lastUs() {
      return lastUs;
    },
    until(untilUs: number): void {
      for (; lastUs + everyUs <= untilUs; count += 1) {
        lastUs += everyUs;
        const frame = still.frames[count % still.frames.length];
        if (frame !== undefined) emit({ kind: "video", timeUs: lastUs, ...frame });
      }
    },
  };
};

/** Makes the freezer of one publication. Real pictures go on with the next key picture. */
export const createPictureFreezer = (options: FreezerOptions): PictureFreezer => {
  const { makeStill, setFormat, emit, requestKey } = options;
  const patienceUs = Math.max(usualPatienceUs, options.patienceUs ?? 0);
  const behindUs = patienceUs - usualPatienceUs + usualBehindUs;
  const kept = createRecentFrames();
  let format: VideoFormat | undefined;
  let lastUs: number | undefined;
  let show: ReturnType<typeof createShow> | undefined;
  /** When pictures came again that cannot be shown yet: the still waits for them, or they would never overtake it. */
  let returnedUs = -Infinity;
  let nowUs = 0;
  /** Counts real pictures, so that a still that comes too late is not shown. */
  let run = 0;
  let triedRun = -1;
  const freeze = async (current: VideoFormat, fromUs: number): Promise<void> => {
    const asked = run;
    triedRun = asked;
    const still = await makeStill(current, kept.all());
    if (still === undefined || still.frames.length === 0 || asked !== run) return;
    returnedUs = -Infinity;
    setFormat(still.format);
    show = createShow(still, fromUs, emit);
  };
  /** Whether real pictures go on with this one. */
  const goesOn = ({ key, timeUs }: MediaFrame): boolean => {
    if (show === undefined) return true;
    if (!key || timeUs <= show.lastUs) {
      returnedUs = nowUs;
      requestKey();
      return false;
    }
    show = undefined;
    if (format !== undefined) setFormat(format);
    return true;
  };
  return {
    setFormat(next) {
      format = next;
      kept.clear();
      if (show === undefined) setFormat(next);
    },
    push(frame) {
      run += 1;
      if (!goesOn(frame)) return;
      kept.add(frame);
      lastUs = frame.timeUs;
      emit(frame);
    },
    tick(streamUs) {
      nowUs = streamUs;
      if (show !== undefined && nowUs - returnedUs >= patienceUs) show.until(nowUs - behindUs);
      if (show !== undefined || format === undefined || lastUs === undefined || nowUs - lastUs < patienceUs) return;
      if (kept.all().length > 0 && triedRun !== run) void freeze(format, lastUs);
    },
    close() {
      run += 1;
      show = undefined;
      format = undefined;
    },
  };
};

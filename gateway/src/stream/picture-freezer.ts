import { frameBytes, type MediaFrame, type VideoFormat } from "./media-frame.ts";

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
}

/** A shared screen that stands still sends a picture each second. */
const patienceUs = 1_500_000;
/** A part of HLS has one. */
const everyUs = 200_000;
/** What follows may be this late. */
const behindUs = 200_000;
const mostKept = { bytes: 8 * 1024 * 1024, frames: 600 } as const;

/** The pictures since the last key picture, as far as they are few enough. */
const createKept = () => {
  let frames: MediaFrame[] = [];
  let bytes = 0;
  return {
    add(frame: MediaFrame): void {
      if (frame.key) {
        frames = [];
        bytes = 0;
      } else if (frames.length === 0) return;
      frames.push(frame);
      bytes += frameBytes(frame);
      if (bytes > mostKept.bytes || frames.length > mostKept.frames) frames = [];
    },
    clear: () => void (frames = []),
    all: (): readonly MediaFrame[] => frames,
  };
};

/** Makes the freezer of one publication. Real pictures go on with the next key picture. */
export const createPictureFreezer = ({ makeStill, setFormat, emit, requestKey }: FreezerOptions): PictureFreezer => {
  let format: VideoFormat | undefined;
  const kept = createKept();
  let lastUs: number | undefined;
  let shown: StillPicture | undefined;
  let shownCount = 0;
  /** Counts real pictures, so that a still that comes too late is not shown. */
  let run = 0;
  let triedRun = -1;
  const freeze = async (current: VideoFormat): Promise<void> => {
    const asked = run;
    triedRun = asked;
    const still = await makeStill(current, kept.all());
    if (still === undefined || still.frames.length === 0 || asked !== run) return;
    shown = still;
    shownCount = 0;
    setFormat(still.format);
  };
  const show = (still: StillPicture, nowUs: number): void => {
    let timeUs = (lastUs ?? nowUs) + everyUs;
    for (; timeUs <= nowUs - behindUs; timeUs += everyUs) {
      const frame = still.frames[shownCount % still.frames.length];
      shownCount += 1;
      lastUs = timeUs;
      if (frame !== undefined) emit({ kind: "video", timeUs, ...frame });
    }
  };
  return {
    setFormat(next) {
      format = next;
      kept.clear();
      if (shown === undefined) setFormat(next);
    },
    push(frame) {
      run += 1;
      if (shown !== undefined) {
        if (!frame.key || (lastUs !== undefined && frame.timeUs <= lastUs)) return requestKey();
        shown = undefined;
        if (format !== undefined) setFormat(format);
      }
      kept.add(frame);
      lastUs = frame.timeUs;
      emit(frame);
    },
    tick(nowUs) {
      if (shown !== undefined) return show(shown, nowUs);
      if (format === undefined || lastUs === undefined || nowUs - lastUs < patienceUs) return;
      if (kept.all().length > 0 && triedRun !== run) void freeze(format);
    },
    close() {
      run += 1;
      shown = undefined;
      format = undefined;
    },
  };
};

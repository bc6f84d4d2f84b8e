import { join } from "node:path";
import { z } from "zod";
import { joinRecording } from "./join-recording.ts";
import { outputKind, type OutputContext } from "./output-kind.ts";
import { openRecorder, type Recorder } from "./recorder.ts";
import { createStreamCutter, type PartSink } from "./stream-cutter.ts";

const params = z.object({
  /** Only the last so many seconds are kept: viewers can go back that far. Without it everything is kept. */
  windowSeconds: z
    .int()
    .min(30)
    .max(24 * 3_600)
    .optional(),
});

/** A crash loses no more than one part; viewers go back in steps of a segment. */
const cut = { partUs: 500_000, segmentUs: 2_000_000 } as const;

/** What comes before the disk is ready waits. */
const createWaitingSink = (opening: Promise<Recorder>, trouble: (error: unknown) => void): PartSink => {
  let recorder: Recorder | undefined;
  let waiting: ((one: Recorder) => void)[] = [];
  opening.then((opened) => {
    recorder = opened;
    for (const say of waiting) say(opened);
    waiting = [];
  }, trouble);
  const tell = (say: (one: Recorder) => void): void => {
    if (recorder === undefined) waiting.push(say);
    else say(recorder);
  };
  return {
    begin: (init, format) => tell((one) => one.begin(init, format)),
    add: (part) => tell((one) => one.add(part)),
    end: () => tell((one) => one.end()),
  };
};

/** Records to the disk; what is there can be watched at once, and is an MP4 when the recording ends. */
export const recordOutput = outputKind({
  name: "record",
  about: "Records to the gateway's disk: to rewind while it is live, to watch later, and as MP4 once it ends.",
  params,
  forPublishers: true,
  open(bus, { windowSeconds }, context) {
    const { folder, stream, id } = context;
    const report: OutputContext["report"] = (one) => context.report(one);
    const trouble = (error: unknown): void => context.trouble(error);
    if (folder === undefined) throw new Error("This gateway has no folder for recordings.");
    const own = join(folder, stream, id);
    const opening = openRecorder({
      folder: own,
      keepUs: windowSeconds === undefined ? undefined : windowSeconds * 1_000_000,
      shortage: (reserveBytes) => context.shortage(reserveBytes),
      nowMs: () => Date.now(),
      onWriting: (isWriting, detail) => report(isWriting ? { state: "running" } : { state: "retrying", detail }),
      onFailed: trouble,
    });
    report({ state: bus.format === undefined ? "waiting" : "running" });
    const cutter = createStreamCutter(cut, createWaitingSink(opening, trouble));
    const undo = bus.listen(
      {
        ...cutter,
        onFormat(format) {
          cutter.onFormat(format);
          report({ state: "running" });
        },
        onPause() {
          cutter.onPause?.();
          report({ state: "waiting" });
        },
      },
      { fromKey: true },
    );
    let closing: Promise<void> | undefined;
    const finish = async (): Promise<void> => {
      undo();
      cutter.onPause?.();
      const recorder = await opening;
      await recorder.close();
      // A time-shift window is no work to keep.
      if (windowSeconds === undefined && recorder.recorded.window.segments.length > 0) await joinRecording(own, recorder.recorded.window);
      report({ state: "ended", writtenBytes: recorder.writtenBytes });
    };
    return { close: () => (closing ??= finish()) };
  },
});

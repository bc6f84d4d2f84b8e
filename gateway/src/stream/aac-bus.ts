import type { AacEncoder, AacSink } from "../outputs/aac-encoder.ts";
import { createFormatGate } from "./format-gate.ts";
import type { AudioFormat, MediaFrame, StreamFormat } from "./media-frame.ts";
import { createStreamBus, type StreamBus, type StreamListener } from "./stream-bus.ts";

/** What the bus is made of. */
export interface AacBusOptions {
  /** Pictures, and sound as it was published. */
  readonly source: StreamBus;
  readonly encode: (source: AudioFormat, sink: AacSink) => AacEncoder;
  readonly report: (error: unknown) => void;
  /** The encoder is kept for so long after the last listener: players come back. */
  readonly lingerMs?: number;
}

/** A program that cannot even be started is not tried without a pause. */
const againMs = 500;
/** Pictures are taken from the last key picture on, which may be old; sound may come so much later. */
const waitForSoundUs = 12_000_000;

/** One publisher's stream on its way to the bus. */
const createLane = (bus: StreamBus, { video, audio }: StreamFormat, { encode, report }: AacBusOptions) => {
  const gate = createFormatGate(bus, { video: video !== undefined, audio: audio !== undefined }, { waitUs: waitForSoundUs });
  let known: StreamFormat = { video: undefined, audio: undefined };
  let encoder: AacEncoder | undefined;
  let isClosed = false;
  const start = (format: AudioFormat): void => {
    encoder?.close();
    encoder = encode(format, {
      onFormat: (aac) => gate.setAudio(aac),
      onFrame: (frame) => gate.push(frame),
      onFailed(why) {
        report(new Error(`The encoder of sound ended: ${why}`));
        setTimeout(() => !isClosed && start(format), againMs);
      },
    });
  };
  return {
    setFormat(next: StreamFormat): void {
      if (next.video !== undefined && next.video !== known.video) gate.setVideo(next.video);
      if (next.audio !== undefined && next.audio !== known.audio) start(next.audio);
      known = next;
    },
    push(frame: MediaFrame): void {
      if (frame.kind === "video") gate.push(frame);
      else encoder?.write(frame);
    },
    close(): void {
      isClosed = true;
      encoder?.close();
    },
  };
};

/** Makes the bus that has the pictures as they are and the sound as AAC. It costs something only while somebody listens. */
export const createAacBus = (options: AacBusOptions): StreamBus => {
  const { source, report, lingerMs = 5_000 } = options;
  let lane: ReturnType<typeof createLane> | undefined;
  let undo: (() => void) | undefined;
  let idle: NodeJS.Timeout | undefined;
  const closeLane = (): void => {
    lane?.close();
    lane = undefined;
  };
  const listener: StreamListener = {
    onFormat(format) {
      lane ??= createLane(bus, format, options);
      lane.setFormat(format);
    },
    onFrame: (frame) => lane?.push(frame),
    onPause() {
      closeLane();
      bus.pause();
    },
    onEnd: closeLane,
  };
  const sleep = (): void => {
    undo?.();
    undo = undefined;
    closeLane();
    bus.forget();
  };
  const bus = createStreamBus({
    report,
    requestKey: () => source.requestKey(),
    onWanted(isWanted) {
      clearTimeout(idle);
      if (isWanted) undo ??= source.listen(listener, { fromKey: true });
      else idle = setTimeout(sleep, lingerMs).unref();
    },
  });
  return bus;
};

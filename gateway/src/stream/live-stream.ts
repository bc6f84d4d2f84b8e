import type { AacEncoder, AacSink } from "../outputs/aac-encoder.ts";
import type { AudioFormat, MediaFrame, VideoFormat } from "./media-frame.ts";
import { createStreamBus, type StreamBus } from "./stream-bus.ts";

/** Which kinds a publisher said it would send. */
export interface PublishedKinds {
  readonly video: boolean;
  readonly audio: boolean;
}

/** What one publisher brings in, until it ends. */
export interface Publication {
  onVideoFormat(format: VideoFormat): void;
  onAudioFormat(format: AudioFormat): void;
  onFrame(frame: MediaFrame): void;
  /** The publisher is gone; another may follow. */
  end(): void;
}

/** A stream that keeps its address while publishers come and go. */
export interface LiveStream {
  /** Pictures as they were published, sound as AAC: what files, HLS and transport streams are made of. */
  readonly bus: StreamBus;
  /** Begins to take from a publisher; whoever published before is no longer heard. */
  begin(kinds: PublishedKinds): Publication;
  end(): void;
}

/** What a stream is made with. */
export interface LiveStreamOptions {
  readonly encode: (source: AudioFormat, sink: AacSink) => AacEncoder;
  readonly report: (error: unknown) => void;
  readonly nowUs: () => number;
  /** When its times began, on the same clock; now, when not given. */
  readonly bornUs?: number | undefined;
}

/** A kind that was announced and stays away this long is left out, until it comes. */
const waitForKindUs = 1_500_000;

/** Collects what a publisher's stream is made of, and lets frames out once that is known. */
const createFormatGate = (bus: StreamBus, kinds: PublishedKinds) => {
  let video: VideoFormat | undefined;
  let audio: AudioFormat | undefined;
  let held: MediaFrame[] = [];
  let firstUs: number | undefined;
  let isOpen = false;
  const isComplete = () => (video !== undefined || !kinds.video) && (audio !== undefined || !kinds.audio);
  const open = (): void => {
    isOpen = true;
    bus.setFormat({ video, audio });
    const waiting = held;
    held = [];
    for (const frame of waiting) if ((frame.kind === "video" ? video : audio) !== undefined) bus.push(frame);
  };
  const change = (): void => {
    if (isOpen || isComplete()) open();
  };
  return {
    setVideo(format: VideoFormat): void {
      video = format;
      change();
    },
    setAudio(format: AudioFormat): void {
      audio = format;
      change();
    },
    push(frame: MediaFrame): void {
      if (isOpen) return bus.push(frame);
      firstUs ??= frame.timeUs;
      held.push(frame);
      if (frame.timeUs - firstUs > waitForKindUs) open();
    },
  };
};

/** Makes a stream. Its times are those of the wall since it was made, so that publishers follow one another. */
export const createLiveStream = ({ encode, report, nowUs, bornUs = nowUs() }: LiveStreamOptions): LiveStream => {
  const bus = createStreamBus(report);
  let current: Publication | undefined;
  return {
    bus,
    begin(kinds) {
      current?.end();
      const gate = createFormatGate(bus, kinds);
      let encoder: AacEncoder | undefined;
      let offsetUs: number | undefined;
      const startEncoder = (source: AudioFormat): void => {
        encoder = encode(source, {
          onFormat: (format) => gate.setAudio(format),
          onFrame: (frame) => gate.push(frame),
          onFailed: (why) => {
            report(new Error(`The encoder of sound ended: ${why}`));
            encoder = undefined;
            if (current === publication) startEncoder(source);
          },
        });
      };
      const publication: Publication = {
        onVideoFormat: (format) => gate.setVideo(format),
        onAudioFormat: startEncoder,
        onFrame(frame) {
          if (current !== publication) return;
          offsetUs ??= nowUs() - bornUs - frame.timeUs;
          const placed = { ...frame, timeUs: frame.timeUs + offsetUs };
          if (frame.kind === "video") gate.push(placed);
          else encoder?.write(placed);
        },
        end() {
          if (current !== publication) return;
          current = undefined;
          encoder?.close();
          bus.pause();
        },
      };
      current = publication;
      return publication;
    },
    end() {
      current?.end();
      bus.end();
    },
  };
};

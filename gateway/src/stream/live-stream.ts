import type { AacEncoder, AacSink } from "../outputs/aac-encoder.ts";
import { createAacBus } from "./aac-bus.ts";
import { createFormatGate, type FormatGate } from "./format-gate.ts";
import type { AudioFormat, MediaFrame, VideoFormat } from "./media-frame.ts";
import { createPictureFreezer, type MakeStill } from "./picture-freezer.ts";
import { createSilenceFiller, type SilenceFiller } from "./silence-filler.ts";
import { tickTogether } from "./shared-ticks.ts";
import { createStreamPace } from "./stream-pace.ts";
import { createStreamBus, type StreamBus } from "./stream-bus.ts";
import type { Transcoder, TranscoderSink } from "./transcoder.ts";

/** Which kinds a publisher said it would send. */
export interface PublishedKinds {
  readonly video: boolean;
  readonly audio: boolean;
}

/** What a stream has to know of who publishes it. */
export interface PublisherTraits {
  requestKey?(): void;
  /** It sends in lots: so late may pictures and sound be before they are missed. */
  readonly patienceUs?: number;
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
  /** Pictures in H.264, sound as it was published: what goes on to WebRTC. */
  readonly source: StreamBus;
  /** Pictures in H.264, sound as AAC: what files, HLS and transport streams are made of. Made while somebody listens. */
  readonly bus: StreamBus;
  /** Somebody publishes. */
  readonly isLive: boolean;
  /** Begins to take from a publisher; whoever published before is no longer heard. */
  begin(kinds: PublishedKinds, publisher?: PublisherTraits): Publication;
  end(): void;
}

/** What a stream is made with. */
export interface LiveStreamOptions {
  readonly encode: (source: AudioFormat, sink: AacSink) => AacEncoder;
  /** Makes H.264 of what is not. */
  readonly transcode: (source: VideoFormat, sink: TranscoderSink) => Transcoder;
  /** Makes a still of pictures that stop. */
  readonly makeStill: MakeStill;
  readonly report: (error: unknown) => void;
  readonly nowUs: () => number;
  /** When its times began, on the same clock; now, when not given. */
  readonly bornUs?: number | undefined;
  /** Hears how much later than in the beginning a publisher's frames come; not of every millisecond. */
  readonly onLate?: ((lateUs: number) => void) | undefined;
}

const silenceEveryMs = 50;
/** Less is of no interest to those outside. */
const toldLateUs = 10_000;
/** Later than this is no path and no clock: times that hardly move would be kept for hours before they are old. */
const mostLateUs = 60_000_000;
/** Whoever publishes next comes after what was published last. */
const leastApartUs = 1_000;
/** A program that cannot even be started is not tried without a pause. */
const againMs = 500;

/** Pictures to the bus, as H.264; where none come, the last one stands. */
const createPicturePath = (
  { transcode, makeStill, report }: LiveStreamOptions,
  gate: FormatGate,
  publisher: PublisherTraits | undefined,
) => {
  let transcoder: Transcoder | undefined;
  let isClosed = false;
  const freezer = createPictureFreezer({
    makeStill: (format, frames) =>
      makeStill(format, frames).catch((error: unknown) => {
        report(error);
        return undefined;
      }),
    setFormat: (format) => gate.setVideo(format),
    emit: (frame) => gate.push(frame),
    requestKey: () => publisher?.requestKey?.(),
    patienceUs: publisher?.patienceUs,
  });
  const setFormat = (format: VideoFormat): void => freezer.setFormat(format);
  const pushAll = (frame: MediaFrame): void => freezer.push(frame);
  const start = (format: VideoFormat): void => {
    transcoder?.close();
    transcoder = undefined;
    if (format.codec === "h264") return setFormat(format);
    transcoder = transcode(format, {
      onFormat: setFormat,
      onFrame: pushAll,
      onFailed(why) {
        report(new Error(`The transcoder ended: ${why}`));
        setTimeout(() => !isClosed && start(format), againMs);
      },
    });
  };
  return {
    setFormat: start,
    push: (frame: MediaFrame): void => (transcoder === undefined ? pushAll(frame) : transcoder.write(frame)),
    tick: (nowUs: number): void => freezer.tick(nowUs),
    close(): void {
      isClosed = true;
      freezer.close();
      transcoder?.close();
    },
  };
};

/** Places what one publisher after another sends in the time of their stream. */
const createStreamTime = ({ nowUs, bornUs = nowUs(), onLate }: LiveStreamOptions) => {
  const streamUs = (): number => nowUs() - bornUs;
  let reachedUs = 0;
  let toldUs = 0;
  const tellLate = (lateUs: number): void => {
    if (Math.abs(lateUs - toldUs) < toldLateUs) return;
    toldUs = lateUs;
    onLate?.(lateUs);
  };
  return {
    begin() {
      let pace = createStreamPace();
      let offsetUs: number | undefined;
      return {
        place(frame: MediaFrame): MediaFrame {
          if (pace.lateUs > mostLateUs) [pace, offsetUs] = [createStreamPace(), undefined];
          offsetUs ??= Math.max(streamUs(), reachedUs + leastApartUs) - frame.timeUs;
          const timeUs = frame.timeUs + offsetUs;
          reachedUs = Math.max(reachedUs, timeUs);
          pace.note(timeUs, streamUs());
          return { ...frame, timeUs };
        },
        /** Now by the publisher's clock; undefined before its first frame. */
        nowUs(): number | undefined {
          if (offsetUs === undefined) return undefined;
          const { lateUs } = pace;
          tellLate(lateUs);
          return streamUs() - lateUs;
        },
      };
    },
  };
};

/** Makes a stream. Its times are those of the wall since it was made, so that publishers follow one another. */
export const createLiveStream = (options: LiveStreamOptions): LiveStream => {
  const { report } = options;
  let current: (Publication & { requestKey(): void }) | undefined;
  const requestKey = (): void => current?.requestKey();
  const source = createStreamBus({ report, requestKey });
  const bus = createAacBus({ source, encode: options.encode, report });
  const time = createStreamTime(options);

  const begin: LiveStream["begin"] = (kinds, publisher) => {
    current?.end();
    const gate = createFormatGate(source, kinds, { fromPicture: true });
    const pictures = createPicturePath(options, gate, publisher);
    let filler: SilenceFiller | undefined;
    const ownTime = time.begin();
    const tick = (): void => {
      // What is missing is asked by the publisher's clock: by ours, one that runs slow would fall silent in hours.
      const nowUs = ownTime.nowUs();
      if (nowUs === undefined) return;
      filler?.tick(nowUs);
      pictures.tick(nowUs);
    };
    const stopTicks = tickTogether(silenceEveryMs, tick);
    const publication = {
      onVideoFormat: (format: VideoFormat) => pictures.setFormat(format),
      onAudioFormat: (format: AudioFormat) => gate.setAudio(format),
      onFrame(frame: MediaFrame) {
        if (current !== publication) return;
        const placed = ownTime.place(frame);
        if (kinds.audio) filler ??= createSilenceFiller(placed.timeUs, (one) => gate.push(one), publisher?.patienceUs);
        if (frame.kind === "video") pictures.push(placed);
        else filler?.push(placed);
      },
      requestKey: () => publisher?.requestKey?.(),
      end() {
        if (current !== publication) return;
        current = undefined;
        stopTicks();
        pictures.close();
        source.pause();
      },
    };
    current = publication;
    return publication;
  };
  return {
    source,
    bus,
    get isLive() {
      return current !== undefined;
    },
    begin,
    end() {
      current?.end();
      source.end();
      bus.end();
    },
  };
};

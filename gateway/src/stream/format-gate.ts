import type { PublishedKinds } from "./live-stream.ts";
import type { AudioFormat, MediaFrame, VideoFormat } from "./media-frame.ts";
import type { StreamBus } from "./stream-bus.ts";

/** Lets frames out to a bus once it is known what they are made of. */
export interface FormatGate {
  setVideo(format: VideoFormat): void;
  setAudio(format: AudioFormat): void;
  push(frame: MediaFrame): void;
}

/** A kind that was announced and stays away this long is left out, until it comes. */
const waitForKindUs = 3_000_000;

/** How a gate lets frames out. */
export interface FormatGateOptions {
  readonly waitUs?: number;
  /** Where there are pictures, nothing comes out before the first: players show nothing of sound alone, and recordings would begin without a picture. */
  readonly fromPicture?: boolean;
}

/** Makes the gate of one publication. */
export const createFormatGate = (
  bus: StreamBus,
  kinds: PublishedKinds,
  { waitUs = waitForKindUs, fromPicture = false }: FormatGateOptions = {},
): FormatGate => {
  let video: VideoFormat | undefined;
  let audio: AudioFormat | undefined;
  let held: MediaFrame[] = [];
  let firstUs: number | undefined;
  let isOpen = false;
  const firstPicture = () => (fromPicture ? held.find(({ kind }) => kind === "video") : undefined);
  const hasVideo = () => video !== undefined && (!fromPicture || firstPicture() !== undefined);
  const isComplete = () => (hasVideo() || !kinds.video) && (audio !== undefined || !kinds.audio);
  const isKnown = ({ kind }: MediaFrame) => (kind === "video" ? video : audio) !== undefined;
  const open = (): void => {
    isOpen = true;
    bus.setFormat({ video, audio });
    const first = video && firstPicture();
    const waiting = first === undefined ? held : [first, ...held.filter((frame) => frame !== first && frame.timeUs >= first.timeUs)];
    held = [];
    for (const frame of waiting) if (isKnown(frame)) bus.push(frame);
  };
  const change = (): void => {
    if (isOpen || isComplete()) open();
  };
  return {
    setVideo(format) {
      video = format;
      change();
    },
    setAudio(format) {
      audio = format;
      change();
    },
    push(frame) {
      if (isOpen) {
        if (isKnown(frame)) bus.push(frame);
        return;
      }
      firstUs ??= frame.timeUs;
      held.push(frame);
      if (isComplete() || frame.timeUs - firstUs > waitUs) open();
    },
  };
};

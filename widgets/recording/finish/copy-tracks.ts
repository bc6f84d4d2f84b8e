import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type EncodedPacket,
  type Input,
  type InputTrack,
  type Output,
} from "mediabunny";

/**
 * Beats a second. Finer than any pictures follow each other, and no multiple of their rates: what reads a file finds
 * the beat in the first pictures, not a coarser one that later ones do not keep.
 */
const beatsPerSecond = 80;
/** How long a picture stands where none follows. */
const pictureSeconds = 1 / 30;

/** One track on its way from a recording to a file. */
interface Copy {
  readonly packets: AsyncGenerator<EncodedPacket, void>;
  next: EncodedPacket | undefined;
  add(packet: EncodedPacket): Promise<void>;
  close(): void;
}

/**
 * Moves a moment to the beat of the pictures, each beat used once: the browser stamps pictures when they
 * come, and readers that count in beats (ffmpeg, for one) take two in one beat for a fault.
 */
export const createBeat = (): ((seconds: number) => number) => {
  let last = -1;
  return (seconds) => {
    last = Math.max(last + 1, Math.round(seconds * beatsPerSecond));
    return last / beatsPerSecond;
  };
};

const open = async (track: InputTrack, output: Output): Promise<Copy | undefined> => {
  const packets = new EncodedPacketSink(track).packets();
  const next = (await packets.next()).value ?? undefined;
  if (track.isVideoTrack()) {
    const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
    if (codec === null || decoderConfig === null) return undefined;
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source, { frameRate: beatsPerSecond });
    const beat = createBeat();
    const add = (packet: EncodedPacket) =>
      source.add(packet.clone({ timestamp: beat(packet.timestamp), duration: pictureSeconds }), { decoderConfig });
    return { packets, next, add, close: () => source.close() };
  }
  if (!track.isAudioTrack()) return undefined;
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
  if (codec === null || decoderConfig === null) return undefined;
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  return { packets, next, add: (packet) => source.add(packet, { decoderConfig }), close: () => source.close() };
};

const earliest = (copies: readonly Copy[]): Copy | undefined => {
  const open = copies.filter(({ next }) => next !== undefined);
  return open.toSorted((one, other) => (one.next?.timestamp ?? 0) - (other.next?.timestamp ?? 0))[0];
};

/** Copies the packets of all tracks in the order of time, one at a time, and finishes the file. */
export const copyTracks = async (input: Input, output: Output, onProgress: (seconds: number) => void): Promise<void> => {
  // The picture first, and one after the other: players take the first track for what the file is.
  const copies: Copy[] = [];
  for (const track of [...(await input.getVideoTracks()), ...(await input.getAudioTracks())]) {
    const copy = await open(track, output);
    if (copy !== undefined) copies.push(copy);
  }
  await output.start();
  for (let copy = earliest(copies); copy?.next !== undefined; copy = earliest(copies)) {
    await copy.add(copy.next);
    onProgress(copy.next.timestamp);
    copy.next = (await copy.packets.next()).value ?? undefined;
    if (copy.next === undefined) copy.close();
  }
  await output.finalize();
};

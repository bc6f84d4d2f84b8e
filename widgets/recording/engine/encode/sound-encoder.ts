import type { Block, SoundHead } from "./matroska-writer.ts";

/** What takes encoded sound. */
interface SoundEncoderOptions {
  readonly bits: number;
  readonly onHead: (head: SoundHead) => void;
  readonly onBlock: (block: Block) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Sound that is written end to end. */
export interface SoundEncoder {
  write(data: AudioData): void;
  silence(us: number): void;
  flush(): Promise<void>;
}

const channels = 2;

/** The head of an Opus stream (RFC 7845 §5.1), for browsers that give none. */
export const opusHead = (count: number, sampleRate: number): Uint8Array => {
  const bytes = new Uint8Array(19);
  bytes.set(new TextEncoder().encode("OpusHead"));
  const view = new DataView(bytes.buffer);
  view.setUint8(8, 1);
  view.setUint8(9, count);
  view.setUint16(10, 312, true);
  view.setUint32(12, sampleRate, true);
  return bytes;
};

const bytesOf = (source: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);

/** Both channels one after the other; a single one counts for both. */
const stereoOf = (data: AudioData): Float32Array<ArrayBuffer> => {
  const frames = data.numberOfFrames;
  const samples = new Float32Array(frames * channels);
  for (let channel = 0; channel < channels; channel += 1)
    data.copyTo(samples.subarray(channel * frames, (channel + 1) * frames), {
      planeIndex: Math.min(channel, data.numberOfChannels - 1),
      format: "f32-planar",
    });
  return samples;
};

/** Encodes to Opus. What it is given need not have the right stamps: the length of all before counts. */
export const createSoundEncoder = ({ bits, onHead, onBlock, onFailed }: SoundEncoderOptions): SoundEncoder => {
  let sampleRate = 0;
  let written = 0;
  let hasHead = false;
  const encoder = new AudioEncoder({
    error: onFailed,
    output(chunk, meta) {
      if (!hasHead) {
        hasHead = true;
        const description = meta?.decoderConfig?.description;
        onHead({ channels, sampleRate, setUp: description === undefined ? opusHead(channels, sampleRate) : bytesOf(description) });
      }
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      onBlock({ of: "sound", atUs: Math.max(0, chunk.timestamp), isKey: true, data });
    },
  });
  const encode = (samples: Float32Array<ArrayBuffer>): void => {
    const numberOfFrames = samples.length / channels;
    const timestamp = Math.round((written * 1_000_000) / sampleRate);
    const data = new AudioData({ format: "f32-planar", sampleRate, numberOfFrames, numberOfChannels: channels, timestamp, data: samples });
    encoder.encode(data);
    data.close();
    written += numberOfFrames;
  };
  let owedUs = 0;
  const paySilence = (): void => {
    // In parts of a tenth of a second, as sound comes.
    while (owedUs > 0) {
      const us = Math.min(owedUs, 100_000);
      owedUs -= us;
      const frames = Math.round((us * sampleRate) / 1_000_000);
      if (frames > 0) encode(new Float32Array(frames * channels));
    }
  };
  return {
    write(data) {
      if (encoder.state === "unconfigured") {
        ({ sampleRate } = data);
        encoder.configure({ codec: "opus", sampleRate, numberOfChannels: channels, bitrate: bits });
      }
      if (encoder.state !== "configured") return;
      paySilence();
      encode(stereoOf(data));
    },
    silence: (us) => void (owedUs += us),
    flush: async () => {
      if (encoder.state === "configured") await encoder.flush();
    },
  };
};

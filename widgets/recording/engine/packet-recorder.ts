import type { RecorderConfig } from "./chunk-recorder.ts";
import type { EncodeStart, FromEncoder, ToEncoder } from "./encode/messages.ts";
import { canReadTracks, readTrack } from "./encode/track-reader.ts";

const nowMs = (): number => performance.timeOrigin + performance.now();

/** H.264 baseline of a level (4.0) that has room for every size. */
const h264 = "avc1.42E028";

/** The codec of the picture in a MIME type, as WebCodecs writes it. */
const videoCodecOf = (mimeType: string): string => (mimeType.includes("avc1") ? h264 : "vp8");

/** Whether this browser can encode what a MIME type says packet by packet. */
export const canRecordPackets = async (mimeType: string): Promise<boolean> => {
  if (!canReadTracks() || typeof VideoEncoder === "undefined" || typeof AudioEncoder === "undefined") return false;
  const sound = await AudioEncoder.isConfigSupported({ codec: "opus", sampleRate: 48_000, numberOfChannels: 2 });
  if (mimeType.startsWith("audio/") || sound.supported !== true) return sound.supported === true;
  const picture = await VideoEncoder.isConfigSupported({
    codec: videoCodecOf(mimeType),
    width: 1280,
    height: 720,
    latencyMode: "realtime",
  });
  return picture.supported === true;
};

/**
 * RecordRTC's recorder type over encoders whose queues are seen (W3C WebCodecs). The browser's MediaRecorder holds the
 * sound back while its picture encoder is behind, for as long as that lasts; here pictures are left out instead, the
 * machine is asked for fewer, and everything is on its way to the disk within a quarter of a second.
 */
export class PacketRecorder {
  /** RecordRTC asks for a blob at the end; the file has long been handed on. */
  readonly blob = new Blob([]);
  readonly #stream: MediaStream;
  readonly #config: RecorderConfig;
  readonly #channel = new MessageChannel();
  #end: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => (this.#end = resolve));
  #worker: Worker | undefined;

  constructor(stream: MediaStream, config: RecorderConfig) {
    this.#stream = stream;
    this.#config = config;
  }

  record(): void {
    const { mimeType, videoBitsPerSecond: videoBits, audioBitsPerSecond: audioBits } = this.#config;
    const worker = new Worker(new URL("./encode/encode-worker.ts", import.meta.url), { type: "module", name: "encode" });
    this.#worker = worker;
    worker.addEventListener("error", ({ message }) => this.#fail(message));
    const { port1: port, port2 } = this.#channel;
    port.addEventListener("message", ({ data }: MessageEvent<FromEncoder>) => this.#handle(data));
    port.start();
    const [picture] = this.#stream.getVideoTracks();
    const [sound] = this.#stream.getAudioTracks();
    const start: EncodeStart = {
      pictures: picture && readTrack<VideoFrame>(picture),
      sound: sound && readTrack<AudioData>(sound),
      codec: videoCodecOf(mimeType),
      videoBits,
      audioBits,
      startedAtMs: nowMs(),
    };
    worker.postMessage(start, [port2, ...[start.pictures, start.sound].filter((one) => one !== undefined)]);
  }

  pause(): void {
    this.#tell("pause");
  }

  resume(): void {
    this.#tell("resume");
  }

  stop(done: () => void): void {
    if (this.#worker === undefined) return done();
    this.#tell("stop");
    void this.#close(done);
  }

  clearRecordedData(): void {
    // There is none.
  }

  async #close(done: () => void): Promise<void> {
    await this.#ended;
    this.#worker?.terminate();
    this.#channel.port1.close();
    done();
  }

  #tell(type: ToEncoder["type"]): void {
    this.#channel.port1.postMessage({ type, atMs: nowMs() } satisfies ToEncoder);
  }

  #fail(text: string): void {
    this.#config.onFailed(new Error(text));
    // Nobody waits for the end of what is broken; what was handed on is kept.
    this.#end();
  }

  #handle(message: FromEncoder): void {
    if (message.type === "bytes") this.#config.onChunk(message.bytes);
    if (message.type === "pace") this.#config.onPace(message.pace);
    if (message.type === "busy") this.#config.onBusy(message.isBusy);
    if (message.type === "failed") this.#fail(message.text);
    if (message.type === "stopped") this.#end();
  }
}

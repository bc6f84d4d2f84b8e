/** How long light and tone last, how far apart they begin, and how many pictures there are between two lights. */
const flash = { everyMs: 1_000, lastsMs: 120, hz: 1_000, pictures: 30 } as const;

type Flash = { readonly [K in keyof typeof flash]: number };

/** What TypeScript's libraries do not know of these scopes. */
interface WorkletScope {
  readonly currentFrame: number;
  readonly sampleRate: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  registerProcessor(name: string, processor: unknown): void;
}

/** Runs in an audio worklet: a tone that tells when it begins and ends. */
const runTone = ({ everyMs, lastsMs, hz }: Flash): void => {
  const scope = globalThis as typeof globalThis & WorkletScope;
  const [every, lasts] = [(everyMs * scope.sampleRate) / 1_000, (lastsMs * scope.sampleRate) / 1_000];
  class Tone extends scope.AudioWorkletProcessor {
    #light: MessagePort | undefined;
    #isOn = false;
    constructor() {
      super();
      this.port.addEventListener("message", ({ data }: MessageEvent<MessagePort>) => (this.#light = data));
      this.port.start();
    }
    process(_: unknown, [[channel]]: [[Float32Array]]): true {
      for (let index = 0; index < channel.length; index += 1) {
        const at = (scope.currentFrame + index) % every;
        channel[index] = at < lasts ? 0.5 * Math.sin((2 * Math.PI * hz * at) / scope.sampleRate) : 0;
        if (at < lasts === this.#isOn) continue;
        this.#isOn = !this.#isOn;
        this.#light?.postMessage(this.#isOn);
      }
      return true;
    }
  }
  scope.registerProcessor("tone", Tone);
};

/** Runs in a worker: pictures at an even rate, each light beginning with one of its own. */
const runLight = ({ everyMs, pictures }: Flash): void => {
  const canvas = new OffscreenCanvas(640, 360);
  const pen = canvas.getContext("2d", { alpha: false });
  const start = ({ data: writable, ports: [tone] }: MessageEvent<WritableStream<VideoFrame>>): void => {
    const writer = writable.getWriter();
    let isOn = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    const show = (): void => {
      if (pen === null) return;
      pen.fillStyle = isOn ? "white" : "black";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      void writer.write(new VideoFrame(canvas, { timestamp: Math.round(performance.now() * 1_000) }));
    };
    tone?.addEventListener("message", ({ data }: MessageEvent<boolean>) => {
      isOn = data;
      if (!isOn) return;
      clearInterval(timer);
      timer = setInterval(show, everyMs / pictures);
      show();
    });
    tone?.start();
  };
  addEventListener("message", start, { once: true });
};

/** Scripts for the page's server, by name: neither of them waits for the page. */
export const sourceScripts: Readonly<Record<string, string>> = {
  "bench-tone.js": `(${String(runTone)})(${JSON.stringify(flash)});`,
  "bench-light.js": `(${String(runLight)})(${JSON.stringify(flash)});`,
};

/**
 * Runs in a page: camera and microphone become a light and a tone that begin at the same moment, once a second. Each
 * light begins with a picture, as the tone begins with a sample: what a camera's shutter adds is not the recorder's.
 */
export const flashAndBeep = (): void => {
  type Generator = MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
  const browser = globalThis as typeof globalThis & { readonly MediaStreamTrackGenerator: new (options: { kind: "video" }) => Generator };
  const open = async (): Promise<{ video: MediaStreamTrack; audio: MediaStreamTrack }> => {
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.audioWorklet.addModule("/bench-tone.js");
    const [tone, output] = [new AudioWorkletNode(context, "tone"), context.createMediaStreamDestination()];
    tone.connect(output);
    const video = new browser.MediaStreamTrackGenerator({ kind: "video" });
    const { port1, port2 } = new MessageChannel();
    tone.port.postMessage(port1, [port1]);
    new Worker("/bench-light.js").postMessage(video.writable, [video.writable, port2]);
    const [audio] = output.stream.getAudioTracks();
    if (audio === undefined) throw new Error("The graph has no track to give.");
    return { video, audio };
  };
  let tracks: ReturnType<typeof open> | undefined;
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const { video, audio } = await (tracks ??= open());
    const wanted = [wish?.video ? video.clone() : undefined, wish?.audio ? audio.clone() : undefined];
    return new MediaStream(wanted.filter((track) => track !== undefined));
  };
};

import { TfxError } from "@tfx/protocol";
import { beatEveryMs, createBeatWatch } from "../beat-watch.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { createPictureFeed } from "./picture-feed.ts";
import type { CompositionLayout } from "./plan-layout.ts";
import { createSoundMixer } from "./sound-mixer.ts";
import { openGenerator } from "../track-streams.ts";

export type { CompositionLayout } from "./plan-layout.ts";

/** A composed stream before it starts. */
export interface CompositionOptions {
  readonly width: number;
  readonly height: number;
  /** Pictures a second, whatever the sources have. */
  readonly fps: number;
  readonly layout: CompositionLayout;
  /** A colour of CSS behind the people. */
  readonly background?: string | undefined;
  /** Writes names on the pictures. */
  readonly names?: boolean | undefined;
}

/**
 * Somebody in a composition; whoever has no picture is shown by name. Tracks are read by copies: one that was switched off by
 * `enabled` alone goes on here, and is to be left out.
 */
export interface CompositionSource {
  readonly participant: string;
  readonly name: string;
  /** What stands on the screen that is shared; the name where there is none. */
  readonly screenName?: string | undefined;
  readonly isSpeaking?: boolean | undefined;
  readonly camera?: MediaStreamTrack | undefined;
  readonly screen?: MediaStreamTrack | undefined;
  readonly microphone?: MediaStreamTrack | undefined;
  readonly screenAudio?: MediaStreamTrack | undefined;
}

/** Many pictures and sounds as one stream, whose two tracks stay the same from the first moment to `close`. */
export interface Composition {
  /**
   * One picture track and one sound track. Pictures are stamped with the time at which what is new in them came, in
   * microseconds since the epoch, where the browser lets a worker write to a track.
   */
  readonly stream: MediaStream;
  /** Resolves with the first picture: what begins to record before that begins with a gap. Rejects with media/failed where there will be none. */
  readonly ready: Promise<void>;
  /** Aborts when there will be no more pictures, though nobody closed it: what drew them has ended by itself. Its sound goes on. */
  readonly lost: AbortSignal;
  /** Makes it show and sound exactly these; tracks may come, go and change at any time. */
  setSources(sources: readonly CompositionSource[]): void;
  setLayout(layout: CompositionLayout): void;
  /** A text in place of the people, such as for a break; sound goes on. */
  setSlate(text: string | undefined): void;
  /** Changes how many pictures there are a second and how large they are, as a part of full width and height: for machines that cannot do more. */
  setPace(pace: { readonly fps: number; readonly scale: number }): void;
  /** Ends both tracks. */
  close(): void;
}

/** Where the worker cannot write to a track, a canvas of the page shows what it drew. */
const openCanvas = ({ width, height, fps }: CompositionOptions, port: MessagePort): MediaStreamTrack => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("bitmaprenderer");
  port.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "drawn") context?.transferFromImageBitmap(data.bitmap);
  });
  const [track] = canvas.captureStream(fps).getVideoTracks();
  if (track === undefined) throw new Error("A canvas has no track.");
  return track;
};

/** A worker that hangs has not let go of everything by then, and never will. */
const longestEndMs = 3_000;

/** Starts the worker that draws; answers its picture track and a way to tell it something. */
const openDrawing = (options: CompositionOptions) => {
  const { width, height, fps, background = "#0b0d11", names = true } = options;
  const worker = new Worker(new URL("./compose-worker.ts", import.meta.url), { type: "module", name: "compose" });
  const { port1: port, port2 } = new MessageChannel();
  const generator = openGenerator();
  const writable = generator?.writable;
  const start: ToWorker = { type: "start", width, height, fps, background, names, writable };
  worker.postMessage(start, writable === undefined ? [port2] : [port2, writable]);
  const { lost, stop } = watchBeats(port);
  const ready = new Promise<void>((resolve, reject) => {
    port.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => data.type === "ready" && resolve());
    worker.addEventListener("error", ({ message }) => reject(new TfxError("media/failed", {}, { cause: message })));
    lost.addEventListener("abort", () => reject(new TfxError("media/failed", {}, { cause: "What draws the picture has ended." })));
  });
  // Whoever waits for it hears of it; not everybody does.
  ready.catch(() => undefined);
  port.start();
  return {
    ready,
    lost,
    track: generator ?? openCanvas(options, port),
    send: (message: ToWorker, transfer: Transferable[] = []) => port.postMessage(message, transfer),
    close() {
      stop();
      const end = (): void => {
        clearTimeout(timer);
        port.close();
        worker.terminate();
      };
      // Ended at once it would leave pictures that nobody closes. A camera has few, and gives no more while they are held.
      const timer = setTimeout(end, longestEndMs);
      port.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => data.type === "ended" && end());
      port.postMessage({ type: "end" } satisfies ToWorker);
    },
  };
};

/** Hears whether the worker is still there. */
const watchBeats = (port: MessagePort): { readonly lost: AbortSignal; readonly stop: () => void } => {
  const lost = new AbortController();
  const { heard, look } = createBeatWatch();
  port.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => data.type === "beat" && heard());
  const timer = setInterval(() => {
    if (!look()) return;
    stop();
    lost.abort();
  }, beatEveryMs);
  const stop = (): void => clearInterval(timer);
  return { lost: lost.signal, stop };
};

const isTrack = (track: MediaStreamTrack | undefined): track is MediaStreamTrack => track !== undefined;

/**
 * Starts a composition: a worker lays the pictures out at a fixed rate, also while the tab is hidden, and
 * one audio graph mixes the sounds. Nothing of it touches the tracks of its sources.
 */
export const createComposition = (options: CompositionOptions): Composition => {
  const drawing = openDrawing(options);
  const mixer = createSoundMixer();
  const feed = createPictureFeed(drawing.send);
  let sources: readonly CompositionSource[] = [];
  let { layout } = options;
  let slate: string | undefined;
  const update = (): void => {
    const people = sources.map(({ participant, name, screenName = name, isSpeaking = false, camera, screen }) => ({
      participant,
      name,
      screenName,
      isSpeaking,
      camera: camera?.id,
      screen: screen?.id,
    }));
    drawing.send({ type: "scene", scene: { people, layout, slate } });
  };
  return {
    stream: new MediaStream([drawing.track, mixer.track]),
    ready: drawing.ready,
    lost: drawing.lost,
    setSources(next) {
      sources = next;
      feed.setTracks(next.flatMap(({ camera, screen }) => [camera, screen]).filter(isTrack));
      mixer.setTracks(next.flatMap(({ microphone, screenAudio }) => [microphone, screenAudio]).filter(isTrack));
      update();
    },
    setLayout(next) {
      layout = next;
      update();
    },
    setSlate(text) {
      slate = text;
      update();
    },
    setPace({ fps, scale }) {
      // Codecs take even sizes only.
      const even = (size: number): number => 2 * Math.round((size * scale) / 2);
      drawing.send({ type: "pace", width: even(options.width), height: even(options.height), fps: Math.min(fps, options.fps) });
    },
    close() {
      feed.setTracks([]);
      drawing.track.stop();
      drawing.close();
      mixer.close();
    },
  };
};

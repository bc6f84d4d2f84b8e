import { keepAwake } from "./wake-context.ts";

/** What somebody's sound looks like at this moment. Nothing is worked out before it is asked for. */
export interface SoundAnalyser {
  /** Hz from one frequency to the next. */
  readonly hertzPerBin: number;
  /** Loudness of each frequency from 0 Hz, 0 to 255; at most 1,024 of them. All 0 while there is no sound to be had. */
  frequencies(into: Uint8Array<ArrayBuffer>): void;
  /** The latest samples, with silence at 128; at most 2,048 of them. */
  wave(into: Uint8Array<ArrayBuffer>): void;
  /** May be called twice. */
  close(): void;
}

/** Analysers for all sounds of a call, on one audio context. */
export interface Listening extends Disposable {
  /** Looks at a sound: `track` is asked each time, so that who changes the microphone is still heard. */
  open(track: () => MediaStreamTrack | undefined): SoundAnalyser;
}

const sampleRate = 48_000;
const fftSize = 2_048;
/** How much of the last look stays, so that bars fall softly. */
const smoothing = 0.6;

interface Source {
  readonly node: AnalyserNode;
  users: number;
  disconnect(): void;
}

const connect = (context: AudioContext, track: MediaStreamTrack): Source => {
  const stream = new MediaStream([track]);
  // Chromium lets a remote track into an audio graph only while an element has it (crbug.com/40094084).
  const element = Object.assign(new Audio(), { muted: true });
  element.srcObject = stream;
  const source = context.createMediaStreamSource(stream);
  const node = new AnalyserNode(context, { fftSize, smoothingTimeConstant: smoothing });
  source.connect(node);
  const disconnect = (): void => {
    source.disconnect();
    element.srcObject = null;
  };
  return { node, users: 0, disconnect };
};

/** The sources of one context, which lives from the first to the last of them. */
const createSources = () => {
  const sources = new Map<MediaStreamTrack, Source>();
  let context: AudioContext | undefined;
  let life = new AbortController();
  const openContext = (): AudioContext => {
    life = new AbortController();
    const opened = new AudioContext({ sampleRate });
    keepAwake(opened, life.signal);
    return opened;
  };
  return {
    take(track: MediaStreamTrack): AnalyserNode {
      context ??= openContext();
      const source = sources.get(track) ?? connect(context, track);
      sources.set(track, source);
      source.users += 1;
      return source.node;
    },
    giveBack(track: MediaStreamTrack): void {
      const source = sources.get(track);
      if (source === undefined) return;
      source.users -= 1;
      if (source.users > 0) return;
      source.disconnect();
      sources.delete(track);
      if (sources.size > 0) return;
      life.abort();
      void context?.close();
      context = undefined;
    },
  };
};

/** Makes the analysers of a call; a context is opened with the first sound and closed with the last. */
export const createListening = (): Listening => {
  const sources = createSources();
  const open = new Set<() => void>();
  return {
    open(track) {
      let bound: { readonly track: MediaStreamTrack; readonly node: AnalyserNode } | undefined;
      let isOver = false;
      const release = (): void => {
        if (bound !== undefined) sources.giveBack(bound.track);
        bound = undefined;
      };
      const node = (): AnalyserNode | undefined => {
        const wanted = isOver ? undefined : track();
        if (wanted === bound?.track) return bound?.node;
        const before = bound;
        bound = wanted === undefined || wanted.readyState !== "live" ? undefined : { track: wanted, node: sources.take(wanted) };
        // After the new one is there, so that the context outlives a change.
        if (before !== undefined) sources.giveBack(before.track);
        return bound?.node;
      };
      const close = (): void => {
        isOver = true;
        release();
        open.delete(close);
      };
      open.add(close);
      return {
        hertzPerBin: sampleRate / fftSize,
        frequencies(into) {
          const from = node();
          if (from === undefined) into.fill(0);
          else from.getByteFrequencyData(into);
        },
        wave(into) {
          const from = node();
          if (from === undefined) into.fill(128);
          else from.getByteTimeDomainData(into);
        },
        close,
      };
    },
    [Symbol.dispose]() {
      for (const close of open) close();
    },
  };
};

import { signal, type ReadonlySignal } from "@preact/signals-core";

/** Loudness of one local track. */
export interface LevelMeter {
  /** 0 to 1, ten times a second. */
  readonly level: ReadonlySignal<number>;
  /** Listens to another track, or to none. */
  follow(track: MediaStreamTrack | undefined): void;
}

const everyMs = 100;
/** Speech peaks near -12 dBFS; this brings it to about 1. */
const gain = 4;

/** Makes a meter; an audio context is opened with the first track and closed with the last. */
export const createLevelMeter = (): LevelMeter => {
  const level = signal(0);
  let stop = () => {};
  return {
    level,
    follow(track) {
      stop();
      level.value = 0;
      stop = track === undefined ? () => {} : measure(track, (value) => (level.value = value));
    },
  };
};

const measure = (track: MediaStreamTrack, report: (level: number) => void): (() => void) => {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = new AnalyserNode(context, { fftSize: 1_024 });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    report(Math.min(1, Math.sqrt(power) * gain));
  }, everyMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
};

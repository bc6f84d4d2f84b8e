import { denoiserDelay, frameSize, type Denoiser } from "./denoiser.ts";
import { createFloorGate } from "./floor-gate.ts";
import { createFrameShift } from "./frame-shift.ts";
import { createHighPass } from "./high-pass.ts";
import { createLimiter } from "./limiter.ts";

/** What is done to the voice. */
export interface VoiceWish {
  /** Without noise, or as it came; both come out equally late, so that changing over is no jump. */
  readonly clean: boolean;
  /** How much louder, 1 as it is. */
  readonly gain: number;
}

/** The own voice on its way, a quantum at a time. */
export interface VoiceChain {
  /** How much later everything comes out, in samples. */
  readonly delay: number;
  wish(wish: VoiceWish): void;
  /** Nobody has spoken for a moment, and nothing is being changed over: a good time to change tracks. */
  readonly isCalm: boolean;
  process(input: Float32Array | undefined, output: Float32Array): void;
}

/** Samples of one call of a worklet. */
export const quantum = 128;
const lowestHertz = 80;
const fadeMs = 20;
/** Frames without a voice after which it is calm, and how sure RNNoise may be of one. */
const calmFrames = 8;
const maxVoice = 0.3;

/** Samples that come out later by a fixed number. */
const createDelay = (samples: number): ((input: Float32Array, output: Float32Array) => void) => {
  const line = new Float32Array(samples);
  let at = 0;
  return (input, output) => {
    for (let index = 0; index < input.length; index++) {
      output[index] = line[at] ?? 0;
      line[at] = input[index] ?? 0;
      at = (at + 1) % samples;
    }
  };
};

/** Makes the chain: high-pass, denoiser, gate, gain, limiter. It begins with what came in, and fades over. */
export const createVoiceChain = (denoiser: Denoiser, rate: number): VoiceChain => {
  const highPass = createHighPass(lowestHertz, rate);
  const limit = createLimiter(rate);
  const gate = createFloorGate();
  let silentFrames = 0;
  const frames = createFrameShift({ frame: frameSize, quantum }, (frame) => {
    silentFrames = denoiser.clean(frame) > maxVoice ? 0 : silentFrames + 1;
    gate(frame);
  });
  const delay = frames.delay + denoiserDelay;
  const later = createDelay(delay);
  const [dry, wet, silence] = [new Float32Array(quantum), new Float32Array(quantum), new Float32Array(quantum)];
  const step = 1_000 / (fadeMs * rate);
  let wanted: VoiceWish = { clean: false, gain: 1 };
  let [share, gain] = [0, 1];
  return {
    delay,
    wish: (wish) => (wanted = wish),
    get isCalm() {
      return silentFrames >= calmFrames && share === Number(wanted.clean);
    },
    process(input = silence, output) {
      wet.set(input);
      highPass(wet);
      frames.shift(wet, wet);
      later(input, dry);
      const [shareGoal, gainGoal] = [Number(wanted.clean), wanted.gain];
      for (let at = 0; at < quantum; at++) {
        share += Math.max(-step, Math.min(step, shareGoal - share));
        gain += Math.max(-step, Math.min(step, gainGoal - gain));
        output[at] = ((dry[at] ?? 0) * (1 - share) + (wet[at] ?? 0) * share) * gain;
      }
      limit(output);
    },
  };
};

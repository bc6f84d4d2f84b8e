/** Frames of one size made of quanta of another, without a gap and with the least delay. */
export interface FrameShift {
  /** How much later a sample comes out, in samples. */
  readonly delay: number;
  /** Takes a quantum and fills another of the same size with what is due. */
  readonly shift: (input: Float32Array, output: Float32Array) => void;
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/**
 * Makes a shift; `work` changes each full frame in place. The delay is the least that never runs dry: a frame less
 * the largest step that quanta and frames have in common (480 − 32 samples for frames of 480 in quanta of 128).
 */
export const createFrameShift = (sizes: { frame: number; quantum: number }, work: (frame: Float32Array) => void): FrameShift => {
  const { frame, quantum } = sizes;
  const delay = frame - commonDivisor(frame, quantum);
  const filling = new Float32Array(frame);
  const ready = new Float32Array(delay + frame + quantum);
  let filled = 0;
  let waiting = delay;
  return {
    delay,
    shift(input, output) {
      for (let taken = 0; taken < quantum;) {
        const count = Math.min(quantum - taken, frame - filled);
        filling.set(input.subarray(taken, taken + count), filled);
        filled += count;
        taken += count;
        if (filled < frame) continue;
        work(filling);
        ready.set(filling, waiting);
        waiting += frame;
        filled = 0;
      }
      output.set(ready.subarray(0, quantum));
      ready.copyWithin(0, quantum, waiting);
      waiting -= quantum;
    },
  };
};

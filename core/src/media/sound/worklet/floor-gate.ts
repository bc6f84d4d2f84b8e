/** How far below its own floor anything is turned down, in decibels. */
const depthDb = 26;
/** So far above the floor it begins to open, and is open. */
const opensAtDb = 5;
const isOpenAtDb = 11;
/** The floor rises slowly, so that a long vowel is not taken for noise, and falls quickly, in each pause. */
const risePerFrameDb = 0.12;
const fallShare = 0.3;
const startDb = -60;
/** Share of the way to a smaller gain that is gone in a frame: words do not end abruptly. */
const closingShare = 0.12;

const levelOf = (frame: Float32Array): number => {
  let power = 1e-10;
  for (const sample of frame) power += sample * sample;
  return 10 * Math.log10(power / frame.length);
};

/**
 * Turns down what stays at one level, in place, a frame of 10 ms at a time: of noise that holds all frequencies
 * RNNoise sometimes leaves much, because it takes some of it for a voice.
 */
export const createFloorGate = (): ((frame: Float32Array) => void) => {
  let floor = startDb;
  let gain = 1;
  return (frame) => {
    const level = levelOf(frame);
    floor += level < floor ? (level - floor) * fallShare : Math.min(level - floor, risePerFrameDb);
    const openness = Math.min(1, Math.max(0, (level - floor - opensAtDb) / (isOpenAtDb - opensAtDb)));
    const wanted = 10 ** ((-depthDb * (1 - openness)) / 20);
    const next = wanted > gain ? wanted : gain + (wanted - gain) * closingShare;
    // From gain to gain in a straight line: a step would click.
    for (let at = 0; at < frame.length; at++) frame[at] = (frame[at] ?? 0) * (gain + ((next - gain) * at) / frame.length);
    gain = next;
  };
};

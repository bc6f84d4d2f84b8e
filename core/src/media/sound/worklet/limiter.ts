/** As loud as anything may get: 1 dB below full scale. */
const ceiling = 0.89;
const releaseMs = 80;

/**
 * Keeps samples below the ceiling, in place and without looking ahead, which would delay them (6 ms with the
 * compressor of Web Audio): it gives way at once and comes back slowly.
 */
export const createLimiter = (rate: number): ((samples: Float32Array) => void) => {
  const release = 1 - Math.exp(-1 / ((releaseMs / 1_000) * rate));
  let gain = 1;
  return (samples) => {
    for (let at = 0; at < samples.length; at++) {
      const sample = samples[at] ?? 0;
      gain += (1 - gain) * release;
      if (Math.abs(sample) * gain > ceiling) gain = ceiling / Math.abs(sample);
      samples[at] = sample * gain;
    }
  };
};

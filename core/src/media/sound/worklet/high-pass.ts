/**
 * Takes away what lies below the voice (hum of mains, knocks on the table), in place: a Butterworth filter of second
 * order (R. Bristow-Johnson, Audio EQ Cookbook).
 */
export const createHighPass = (hertz: number, rate: number): ((samples: Float32Array) => void) => {
  const angle = (2 * Math.PI * hertz) / rate;
  const alpha = Math.sin(angle) / Math.SQRT2;
  const cosine = Math.cos(angle);
  const scale = 1 + alpha;
  const [b0, b1] = [(1 + cosine) / 2 / scale, -(1 + cosine) / scale];
  const [a1, a2] = [(-2 * cosine) / scale, (1 - alpha) / scale];
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (samples) => {
    for (let at = 0; at < samples.length; at++) {
      const x = samples[at] ?? 0;
      const y = b0 * x + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2;
      [x2, x1, y2, y1] = [x1, x, y1, y];
      samples[at] = y;
    }
  };
};

/** Samples a second. */
export const rate = 48_000;

/** White noise, the same for a seed. */
export const hiss = (seconds: number, peak: number, seed: number): Float32Array => {
  let state = seed;
  return Float32Array.from({ length: seconds * rate }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * peak;
  });
};

/** Like speech: the overtones of a pitch that glides, in three syllables a second. */
export const voice = (seconds: number): Float32Array => {
  let phase = 0;
  return Float32Array.from({ length: seconds * rate }, (_, index) => {
    const time = index / rate;
    phase += (2 * Math.PI * (140 + 25 * Math.sin(2 * Math.PI * 0.7 * time))) / rate;
    let sum = 0;
    for (let overtone = 1; overtone <= 30; overtone++) sum += Math.sin(overtone * phase) / overtone ** 1.1;
    return sum * Math.sqrt(Math.max(0, Math.sin(2 * Math.PI * 3 * time))) * 0.12;
  });
};

/** Mean power, in decibels of full scale. */
export const decibels = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, value) => sum + value * value, 1e-12) / samples.length);

/** By how many samples `late` fits `early` best, up to 50 ms. */
export const delayOf = (early: Float32Array, late: Float32Array): number => {
  const sums = Array.from({ length: rate / 20 }, (_, lag) => {
    let sum = 0;
    for (let at = rate; at < 3 * rate; at += 3) sum += (early[at] ?? 0) * (late[at + lag] ?? 0);
    return sum;
  });
  return sums.indexOf(Math.max(...sums));
};

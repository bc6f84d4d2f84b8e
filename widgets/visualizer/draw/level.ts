/** Loudness of samples around 128, 0 to 1: speech reaches about 1. */
export const levelOf = (wave: Uint8Array): number => {
  let power = 0;
  for (const sample of wave) power += (sample - 128) ** 2;
  return Math.min(1, (Math.sqrt(power / Math.max(1, wave.length)) / 128) * 4);
};

const speaksAt = 0.12;
/** Between words nobody stops speaking. */
const pauseMs = 900;

/** Whether somebody speaks, without flicker: tells from each level and its time. */
export const createSpeaking = (): ((level: number, nowMs: number) => boolean) => {
  let loudMs = Number.NEGATIVE_INFINITY;
  return (level, nowMs) => {
    if (level >= speaksAt) loudMs = nowMs;
    return nowMs - loudMs < pauseMs;
  };
};

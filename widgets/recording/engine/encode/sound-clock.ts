/** What is to be done with some sound so that it stays where it belongs. */
export interface SoundPlan {
  /** Silence before it, for time in which there was none. */
  readonly silenceUs: number;
  readonly isDropped: boolean;
}

/** Further off than this is put right: less than anybody sees in lips. */
const toleranceUs = 25_000;
/** So many parts in a row have to be late: a busy machine delivers late and then at once. */
const untilSure = 40;
/** Silence for hours must not be made at once. */
const mostAtOnceUs = 5_000_000;

/**
 * Keeps sound, which is written end to end, in step with the clock of the pictures. Only what is late for good was
 * lost and is filled with silence; where the sound has run ahead, single parts are left out.
 */
export const createSoundClock = (): ((atUs: number, durationUs: number) => SoundPlan) => {
  let writtenUs: number | undefined;
  let least = Infinity;
  let count = 0;
  const reset = (): void => {
    least = Infinity;
    count = 0;
  };
  const silenceFor = (lateUs: number): number => {
    // The beginning is certain: nothing has been written that could be late.
    if (writtenUs === undefined) return Math.min(Math.max(0, lateUs), mostAtOnceUs);
    return count >= untilSure && least > toleranceUs ? Math.min(least, mostAtOnceUs) : 0;
  };
  return (atUs, durationUs) => {
    const lateUs = atUs - (writtenUs ?? 0);
    least = Math.min(least, lateUs);
    count += 1;
    if (writtenUs !== undefined && count >= untilSure && least < -toleranceUs) {
      reset();
      return { silenceUs: 0, isDropped: true };
    }
    const silenceUs = silenceFor(lateUs);
    writtenUs = (writtenUs ?? 0) + silenceUs + durationUs;
    if (count >= untilSure || silenceUs > 0) reset();
    return { silenceUs, isDropped: false };
  };
};

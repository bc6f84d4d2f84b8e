/** How much later than in the beginning frames come: a publisher's clock is not ours. */
export interface StreamPace {
  /** A frame came; both times count from the beginning of the stream. */
  note(timeUs: number, nowUs: number): void;
  /** Less than nothing where they come earlier. */
  readonly lateUs: number;
}

const windowUs = 5_000_000;
/** One window with a strange time in it changes nothing. */
const windows = 3;
/** A fast clock is not further ahead after weeks. Whoever says more is wrong, and whatever is missing until then would be made at once. */
const mostEarlyUs = 60_000_000;

/**
 * Makes the pace of one publication. Quartz runs up to a second a day wrong, and a path becomes longer: whoever asks
 * what is missing asks by the stream's own clock, which follows the frame of each window that came soonest.
 */
export const createStreamPace = (): StreamPace => {
  let least = Infinity;
  let endsUs: number | undefined;
  let first: number | undefined;
  let leasts: readonly number[] = [];
  const close = (): void => {
    first ??= least;
    leasts = [...leasts, least].slice(-windows);
    least = Infinity;
  };
  return {
    note(timeUs, nowUs) {
      endsUs ??= nowUs + windowUs;
      if (nowUs >= endsUs) {
        close();
        endsUs = nowUs + windowUs;
      }
      least = Math.min(least, nowUs - timeUs);
    },
    get lateUs() {
      const middle = leasts.toSorted((one, other) => one - other)[Math.floor(windows / 2)];
      return leasts.length < windows || middle === undefined ? 0 : Math.max(middle - (first ?? 0), -mostEarlyUs);
    },
  };
};

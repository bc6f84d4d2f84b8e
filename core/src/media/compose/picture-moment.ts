/**
 * Tells when what a composed picture shows was there. Pictures are composed by the beat, those of the sources come in
 * between: the middle of when the new ones came is nearer to their sounds than the beat that shows them. All in
 * milliseconds of one clock.
 */
export const createPictureMoment = () => {
  let came: number[] = [];
  return {
    /** A picture of a source has come. */
    note: (atMs: number): void => void came.push(atMs),
    /** The moment of a picture that shows all that came until now; later than the one before. */
    take(nowMs: number): number {
      const moment = came.length === 0 ? nowMs : came.reduce((sum, atMs) => sum + atMs, 0) / came.length;
      came = [];
      return moment;
    },
  };
};

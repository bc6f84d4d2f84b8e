/** So long the least lag of a while is looked at: a page that is busy reads both clocks late. */
const samples = 6;
/** Less than anybody notices between lips and voice. */
const toleranceMs = 25;

/**
 * Tells when an audio graph has lost time. Chromium queues what comes from a track before a graph takes it: time for which
 * the graph stood still, or by which its clock is slower, stays in that queue as a delay, up to a tenth of a second, for as
 * long as the node lives. Told regularly how far the graph's clock is behind the page's (milliseconds); answers whether the
 * nodes of its sources have to be made anew.
 */
export const createLagWatch = (): ((lagMs: number) => boolean) => {
  let base = Infinity;
  let latest: number[] = [];
  return (lagMs) => {
    latest = [...latest, lagMs].slice(-samples);
    base = Math.min(base, lagMs);
    const least = Math.min(...latest);
    if (latest.length < samples || least - base < toleranceMs) return false;
    base = least;
    latest = [];
    return true;
  };
};

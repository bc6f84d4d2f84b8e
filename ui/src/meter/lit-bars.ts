const floorDb = -50;

/** How many of the bars a linear level of 0 to 1 lights: ears hear in decibels, so bars are equal steps of them. */
export const litBars = (level: number, bars: number): number => {
  if (level <= 0) return 0;
  const db = 20 * Math.log10(Math.min(level, 1));
  return Math.max(0, Math.min(bars, Math.ceil(((db - floorDb) / -floorDb) * bars)));
};

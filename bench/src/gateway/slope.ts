/** By how much values grow from one to the next: the line through them that misses them least. Values that are none are passed over. */
export const slopeOf = (values: readonly number[]): number => {
  const points = values.flatMap((value, index) => (Number.isFinite(value) ? [{ index, value }] : []));
  const mean = (read: (point: { index: number; value: number }) => number): number =>
    points.reduce((sum, point) => sum + read(point), 0) / points.length;
  const [middle, level] = [mean(({ index }) => index), mean(({ value }) => value)];
  const spread = points.reduce((sum, { index }) => sum + (index - middle) ** 2, 0);
  return points.reduce((sum, { index, value }) => sum + (index - middle) * (value - level), 0) / spread;
};

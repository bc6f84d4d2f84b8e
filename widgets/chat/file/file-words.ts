const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A number of bytes with its unit, in steps of a thousand as file managers count. */
export const sizeWords = (bytes: number, locale: string): string => {
  const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  const maximumFractionDigits = step === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits,
  }).format(value);
};

/** A share of 1 as a percentage; a whole hundred only when it is all of it. */
export const shareWords = (bytes: number, size: number, locale: string): string => {
  const share = size === 0 ? 1 : Math.min(1, bytes / size);
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share < 1 ? Math.min(share, 0.99) : 1);
};

/** A time to wait, as roughly as one can know it. */
export const timeWords = (seconds: number, locale: string): string => {
  const words = (value: number, unit: "second" | "minute" | "hour"): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
  if (seconds < 60) return words(Math.max(1, Math.round(seconds)), "second");
  return seconds < 3_600 ? words(Math.round(seconds / 60), "minute") : words(Math.round(seconds / 360) / 10, "hour");
};

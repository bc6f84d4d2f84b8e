/** Seconds between 1900 and 1970. */
const ntpEpoch = 2_208_988_800n;

/** Milliseconds since 1970 as an NTP timestamp (RFC 5905 §6). */
export const ntpOf = (unixMs: number): bigint => {
  const us = BigInt(Math.round(unixMs * 1_000));
  return ((us / 1_000_000n + ntpEpoch) << 32n) | (((us % 1_000_000n) << 32n) / 1_000_000n);
};

/** How much may happen at once, and how fast the allowance comes back. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts what each address does. */
export interface AddressLimits {
  /** Counts one request; answers 0, or the seconds to wait when there were too many. */
  take(address: string): number;
}

/** Most addresses that are remembered; the oldest is forgotten first. */
const mostAddresses = 20_000;

/** An IPv6 address stands for its /64: one customer has at least that many. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  // The zeros that `::` stands for count: without them a network that has some would have many names.
  const [head = [], tail] = plain.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array.from({ length: tail === undefined ? 0 : Math.max(8 - head.length - tail.length, 0) }, () => "0");
  return [...head, ...zeros, ...(tail ?? [])].slice(0, 4).join(":");
};

/** What limits are told by and tell. */
export interface AddressLimitsPorts {
  readonly nowMs: () => number;
  /** Heard of every request that its address had too many of. */
  readonly onLimited?: () => void;
}

/** Makes the limits of one kind of request. */
export const createAddressLimits = ({ burst, perSecond }: Rate, { nowMs, onLimited }: AddressLimitsPorts): AddressLimits => {
  const levels = new Map<string, { level: number; atMs: number }>();
  return {
    take(address) {
      const network = networkOf(address);
      const before = levels.get(network) ?? { level: burst, atMs: nowMs() };
      const level = Math.min(burst, before.level + ((nowMs() - before.atMs) * perSecond) / 1_000);
      levels.delete(network);
      // Refusals cost nothing: whoever waits as told gets in.
      const isAllowed = level >= 1;
      levels.set(network, { level: isAllowed ? level - 1 : level, atMs: nowMs() });
      const [oldest] = levels.keys();
      if (levels.size > mostAddresses && oldest !== undefined) levels.delete(oldest);
      if (!isAllowed) onLimited?.();
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - level) / perSecond));
    },
  };
};

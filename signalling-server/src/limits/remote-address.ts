/** Where a request came from, as far as the server can know. */
export interface RequestOrigin {
  readonly peer: string | undefined;
  readonly forwardedFor: string | undefined;
  /** How many proxies in front of the server add to `X-Forwarded-For`; 0 for none. */
  readonly trustedProxies: number;
}

/**
 * The address that limits are counted for. With proxies in front, each of them appends the address it
 * saw, so the one that counts stands as many places from the right as there are proxies. An IPv6
 * address stands for its /64, since one customer has at least that many.
 */
export const remoteAddress = ({ peer, forwardedFor, trustedProxies }: RequestOrigin): string => {
  const chain = trustedProxies > 0 && forwardedFor !== undefined ? forwardedFor.split(",").map((part) => part.trim()) : [];
  const claimed = chain.at(-Math.max(trustedProxies, 1));
  return networkOf(claimed !== undefined && claimed.length <= 45 && claimed !== "" ? claimed : (peer ?? "unknown"));
};

const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
};

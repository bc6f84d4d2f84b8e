import type { IncomingMessage } from "node:http";

/** The address of whoever asks, behind so many proxies that add to `X-Forwarded-For`. */
export const addressOf = ({ socket, headers }: Pick<IncomingMessage, "socket" | "headers">, trustedProxies: number): string => {
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  const hops = [
    socket.remoteAddress ?? "",
    ...forwarded
      .map((address) => address.trim())
      .filter(Boolean)
      .toReversed(),
  ];
  return hops[Math.min(trustedProxies, hops.length - 1)] ?? "";
};

import type { Server } from "node:net";
import { networkOf } from "./address-limits.ts";

/**
 * Counts what each address holds open: connections, or where they are all those of proxies, requests that are under way.
 */
export interface OpenConnections {
  /** One more, until the answer is called; undefined when the address has as many as it may. */
  enter(address: string): (() => void) | undefined;
}

/** How many there may be, and who hears of one too many. */
export interface OpenConnectionsOptions {
  readonly most: number;
  readonly onLimited: () => void;
}

/** Those of this machine, behind which a proxy may be: not counted, as viewers are not. */
const own = /^(?:127\.|::1$|::ffff:127\.)/;

/** Makes an empty book. All addresses of one IPv6 network count together. */
export const createOpenConnections = ({ most, onLimited }: OpenConnectionsOptions): OpenConnections => {
  const open = new Map<string, number>();
  return {
    enter(address) {
      if (own.test(address)) return () => undefined;
      const network = networkOf(address);
      const before = open.get(network) ?? 0;
      if (before >= most) {
        onLimited();
        return undefined;
      }
      open.set(network, before + 1);
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        const left = (open.get(network) ?? 1) - 1;
        if (left > 0) open.set(network, left);
        else open.delete(network);
      };
    },
  };
};

const refusal = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 10\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/** Counts every connection to a server, from when it is taken, whatever is sent over it or not. */
export const guardConnections = (server: Server, connections: OpenConnections): void => {
  server.prependListener("connection", (socket) => {
    const leave = connections.enter(socket.remoteAddress ?? "");
    if (leave !== undefined) {
      socket.once("close", leave);
      return;
    }
    socket.on("error", () => socket.destroy());
    // Its other side may never end it.
    socket.end(refusal, () => socket.destroy());
  });
};

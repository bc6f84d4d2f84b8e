import { createSocket } from "node:dgram";
import { z } from "zod";

/** Where datagrams go. */
export const udpTarget = z.object({
  host: z.ipv4(),
  port: z.int().min(1).max(65_530),
  /** Routers that a multicast may pass. */
  ttl: z.int().min(0).max(64).default(1),
});
/** Where datagrams go. */
export type UdpTarget = z.output<typeof udpTarget>;

/** Sends datagrams; what cannot be sent is lost, as on any network. */
export interface UdpSender {
  send(bytes: Uint8Array, portOffset?: number): void;
  readonly sentBytes: number;
  close(): void;
}

/** Makes a sender to one address. `onTrouble` hears of the first failure. */
export const createUdpSender = ({ host, port, ttl }: UdpTarget, onTrouble: (why: string) => void): UdpSender => {
  const socket = createSocket("udp4");
  let sentBytes = 0;
  let isClosed = false;
  let hasComplained = false;
  const complain = (error: Error | null): void => {
    if (error === null || hasComplained || isClosed) return;
    hasComplained = true;
    onTrouble(error.message);
  };
  socket.on("error", complain);
  socket.bind(0, () => {
    if (isClosed) return;
    socket.setMulticastTTL(ttl);
    socket.unref();
  });
  return {
    send(bytes, portOffset = 0) {
      if (isClosed) return;
      sentBytes += bytes.length;
      socket.send(bytes, port + portOffset, host, complain);
    },
    get sentBytes() {
      return sentBytes;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      socket.close();
    },
  };
};

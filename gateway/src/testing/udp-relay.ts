import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

/** What becomes of a packet: each delay in milliseconds sends it once. */
export type Fate = (packet: Uint8Array) => readonly number[];

/** A bad network between a publisher or a viewer and the gateway. */
export interface UdpRelay {
  readonly port: number;
  /** What happens to packets on their way to the gateway, from now on. */
  setFate(fate: Fate): void;
  close(): void;
}

const bind = async (): Promise<Socket> => {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket;
};

/** Starts a relay to a port of this machine. */
const openUdpRelay = async (toPort: number): Promise<UdpRelay> => {
  const [near, far] = await Promise.all([bind(), bind()]);
  let fate: Fate = () => [0];
  let back: number | undefined;
  let isClosed = false;
  near.on("message", (bytes, { port }) => {
    back = port;
    for (const delayMs of fate(bytes)) {
      if (delayMs === 0) far.send(bytes, toPort, "127.0.0.1");
      else setTimeout(() => isClosed || far.send(bytes, toPort, "127.0.0.1"), delayMs);
    }
  });
  far.on("message", (bytes) => {
    if (back !== undefined) near.send(bytes, back, "127.0.0.1");
  });
  return {
    port: near.address().port,
    setFate: (next) => void (fate = next),
    close() {
      isClosed = true;
      near.close();
      far.close();
    },
  };
};

/** An answer whose candidates lead to a relay; the relay is told once it is there. */
export const rerouteThrough =
  (onRelay: (relay: UdpRelay) => void) =>
  async (answer: string): Promise<string> => {
    const port = Number(/^a=candidate:\S+ 1 udp \d+ \S+ (\d+) typ host/m.exec(answer)?.[1] ?? 0);
    const relay = await openUdpRelay(port);
    onRelay(relay);
    return answer.replaceAll(/^(a=candidate:\S+ 1 udp \d+ \S+ )\d+/gm, `$1${relay.port}`);
  };

/** Whether a packet is RTP: not STUN, DTLS or RTCP, which keep a connection alive (RFC 7983, RFC 5761). */
export const isRtp = ([first = 0, second = 0]: Uint8Array): boolean => first >= 128 && first < 192 && !(second >= 192 && second <= 223);

/** The same chances each time. */
export const createChances = (seed = 1): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

/** A way between a publisher and a gateway on which packets get lost. */
export interface LossRelay {
  /** The answer as the publisher has to see it: with the relay as the only place to send to. */
  rewrite(answer: string): string;
  close(): void;
}

/** RTP and nothing else: not RTCP (RFC 5761), not the handshake. */
const isRtp = (data: Buffer): boolean => {
  const [first = 0, second = 0] = data;
  return first >= 128 && first <= 191 && ((second & 0x7f) < 64 || (second & 0x7f) > 95);
};

const openSocket = async (host?: string): Promise<Socket> => {
  const socket = createSocket("udp4");
  socket.bind(0, host);
  await once(socket, "listening");
  return socket;
};

/** An offer without places to send to: the gateway then answers to where it hears from, which is the relay. */
export const withoutCandidates = (offer: string): string => offer.replaceAll(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, "");

/** Opens a relay that loses this share of what a publisher sends. */
export const openLossRelay = async (share: number): Promise<LossRelay> => {
  const [front, back] = [await openSocket("127.0.0.1"), await openSocket()];
  let gateway: { readonly host: string; readonly port: number } | undefined;
  let publisher: { readonly address: string; readonly port: number } | undefined;
  front.on("message", (data, from) => {
    publisher = from;
    if (gateway === undefined || (isRtp(data) && Math.random() < share)) return;
    back.send(data, gateway.port, gateway.host);
  });
  back.on("message", (data) => {
    if (publisher !== undefined) front.send(data, publisher.port, publisher.address);
  });
  return {
    rewrite(answer) {
      const [, host = "", port = ""] = /^a=candidate:\S+ 1 udp \d+ (\d+\.\S+) (\d+) typ host/im.exec(answer) ?? [];
      gateway = { host, port: Number(port) };
      const own = `a=candidate:1 1 udp 2130706431 127.0.0.1 ${front.address().port} typ host\r\n`;
      const bare = withoutCandidates(answer);
      return bare.replaceAll(/^a=ice-ufrag:/gm, `${own}a=ice-ufrag:`);
    },
    close() {
      front.close();
      back.close();
    },
  };
};

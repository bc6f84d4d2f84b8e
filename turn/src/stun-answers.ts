import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";

const bindingRequest = 0x0001;
const magicCookie = 0x2112_a442;

/** Asks a STUN server over UDP (RFC 8489 §5) until it answers; false once the signal aborts. */
export const stunAnswers = (target: { address: string; port: number; signal: AbortSignal }): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket(isIPv6(target.address) ? "udp6" : "udp4");
    const request = Buffer.alloc(20);
    request.writeUInt16BE(bindingRequest, 0);
    request.writeUInt32BE(magicCookie, 4);
    randomBytes(12).copy(request, 8);
    const ask = (): void => socket.send(request, target.port, target.address);
    const done = new AbortController();
    const finish = (answered: boolean): void => {
      done.abort();
      clearInterval(timer);
      socket.removeAllListeners();
      socket.close();
      resolve(answered);
    };
    const timer = setInterval(ask, 50);
    socket.on("error", () => undefined); // refused until the server listens: asked again by the timer
    socket.on("message", (answer) => answer.subarray(4, 20).equals(request.subarray(4)) && finish(true));
    target.signal.addEventListener("abort", () => finish(false), { once: true, signal: done.signal });
    ask();
  });

import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

/** A TCP port that is free now. */
export const freeTcpPort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
};

/** A UDP socket on a port of its own; what comes is read by nobody. */
export const openDeafSocket = async (port = 0): Promise<Socket> => {
  const socket = createSocket("udp4");
  socket.bind(port, "127.0.0.1");
  await once(socket, "listening");
  return socket;
};

/** An even UDP port that is free now, and so is the odd one above it (RFC 3550 §11). */
export const freeRtpPort = async (): Promise<number> => {
  for (;;) {
    const first = await openDeafSocket();
    const { port } = first.address();
    first.close();
    if (port % 2 === 0) return port;
  }
};

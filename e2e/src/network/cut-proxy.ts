import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** A TCP proxy in front of a server that behaves as badly as networks do. */
export interface CutProxy {
  readonly port: number;
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** Resets every connection at once; new ones are welcome. */
  cut(): void;
  /** While true, new connections are reset as soon as they are made. */
  refuse(refusing: boolean): void;
  /** Holds back everything that passes, in each direction, for so long. */
  delay(milliseconds: number): void;
  /** Connections that were ever accepted. */
  readonly accepted: number;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of 127.0.0.1 in front of the given port. */
export const openCutProxy = async (targetPort: number): Promise<CutProxy> => {
  const sockets = new Set<Socket>();
  const state = { refusing: false, delayMs: 0, accepted: 0 };
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy()); // resets are this proxy's business
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    track(client);
    if (state.refusing) {
      client.resetAndDestroy();
      return;
    }
    state.accepted += 1;
    const upstream = connect(targetPort, "127.0.0.1");
    track(upstream);
    forward(client, upstream, () => state.delayMs);
    forward(upstream, client, () => state.delayMs);
  });
  const port = await listen(server);
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    cut,
    refuse: (refusing) => void (state.refusing = refusing),
    delay: (milliseconds) => void (state.delayMs = milliseconds),
    get accepted() {
      return state.accepted;
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
};

/** Passes bytes on in order, each after the delay that held when it came. */
const forward = (from: Socket, to: Socket, delayMs: () => number): void => {
  let last: Promise<unknown> = Promise.resolve();
  from.on("data", (chunk) => {
    const held = delayMs() === 0 ? undefined : wait(delayMs());
    last = Promise.all([last, held]).then(() => to.write(chunk));
  });
  from.once("end", () => void last.then(() => to.end()));
  from.once("close", () => void last.then(() => to.destroy()));
};

const listen = async (server: Server): Promise<number> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");
  return address.port;
};

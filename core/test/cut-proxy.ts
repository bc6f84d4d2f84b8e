import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A TCP proxy whose connections a test can cut. */
export interface CutProxy {
  readonly url: string;
  /** Cuts each open connection with this probability; returns how many. */
  cut(probability: number): number;
  /** From now on cuts a connection, this many times, where the server would have sent this text over it. */
  cutBefore(text: string, times: number): void;
  close(): void;
}

/** Listens on loopback and forwards to a port there. */
export const openCutProxy = async (targetPort: number): Promise<CutProxy> => {
  const open = new Set<Socket>();
  let [unwanted, cutsLeft] = ["", 0];
  const server = createServer((client) => {
    const target = connect(targetPort, "127.0.0.1");
    const end = () => {
      open.delete(client);
      client.destroy();
      target.destroy();
    };
    open.add(client);
    client.pipe(target);
    target.on("data", (bytes: Buffer) => {
      if (cutsLeft === 0 || !bytes.includes(unwanted)) return client.write(bytes);
      cutsLeft -= 1;
      return end();
    });
    for (const socket of [client, target]) socket.on("close", end).on("error", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut(probability) {
      const chosen = [...open].filter(() => Math.random() < probability);
      for (const socket of chosen) socket.destroy();
      return chosen.length;
    },
    cutBefore(text, times) {
      [unwanted, cutsLeft] = [text, times];
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
};

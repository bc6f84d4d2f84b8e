import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface WhipRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server that answers as a test says, and keeps what it was asked. */
export interface WhipServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: WhipRequest[];
  /** Answers every request from now on. */
  answer(handler: (request: WhipRequest, response: ServerResponse) => unknown): void;
  /** Resolves with the first request that fits, also with one that was there before. */
  until(fits: (request: WhipRequest) => boolean): Promise<WhipRequest>;
}

/** Opens one on this machine. */
export const openWhipServer = async (): Promise<WhipServer> => {
  const requests: WhipRequest[] = [];
  const waiting = new Set<() => void>();
  let handler: Parameters<WhipServer["answer"]>[0] = (_request, response) => void response.writeHead(404).end();
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url: path = "", headers } = incoming;
      const request = { method, path, headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      handler(request, response);
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next) => void (handler = next),
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = requests.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

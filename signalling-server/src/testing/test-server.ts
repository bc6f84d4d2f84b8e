import { vi } from "vitest";
import { createServer, type SignallingServer } from "../create-server.ts";
import type { GivenOptions } from "../server-options.ts";
import { TestClient } from "./test-client.ts";

// Real servers and sockets take what time the machine gives them.
vi.setConfig({ testTimeout: 20_000 });

/** Servers and clients of one test file, all of which are closed at its end. */
export class TestGround {
  readonly #servers: SignallingServer[] = [];
  readonly #clients: TestClient[] = [];

  /** A server on a free port. */
  async server(options: GivenOptions = {}): Promise<SignallingServer> {
    const server = await createServer(options);
    this.#servers.push(server);
    return server;
  }

  /** A connected client. */
  async client(server: SignallingServer): Promise<TestClient> {
    const client = await TestClient.open(server.url);
    this.#clients.push(client);
    return client;
  }

  /** Several connected clients. */
  clients<const N extends readonly unknown[]>(server: SignallingServer, ...names: N): Promise<{ [K in keyof N]: TestClient }> {
    return Promise.all(names.map(() => this.client(server))) as Promise<{ [K in keyof N]: TestClient }>;
  }

  /** Closes everything. */
  async clear(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.close();
    await Promise.all(this.#servers.splice(0).map((server) => server.close()));
  }
}

/** The value of one metric, with its labels as they stand in the text. */
export const metric = async (server: SignallingServer, name: string): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const line = text.split("\n").find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
};

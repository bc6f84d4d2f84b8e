import { WebSocket } from "ws";
import type { Dialect } from "./dialects.ts";

/** peerjs clients do it every 5 s; the server asks for it every 60. */
const signIntervalMs = 30_000;

/** One client of a server, as thin as can be: a bare WebSocket that knows its id. */
export class Client {
  readonly id: string;
  /** Called for each signal that arrives. */
  onSignal: () => void = () => undefined;
  readonly #ws: WebSocket;

  private constructor(ws: WebSocket, id: string, dialect: Dialect) {
    this.#ws = ws;
    this.id = id;
    ws.removeAllListeners("message");
    ws.on("message", (data: Buffer) => {
      const text = data.toString("latin1");
      if (dialect.isSignal(text)) return this.onSignal();
      const answer = dialect.heartbeat(text);
      if (answer !== undefined) ws.send(answer);
    });
    const { sign } = dialect;
    if (sign === undefined) return;
    const timer = setInterval(() => ws.send(sign), signIntervalMs).unref();
    ws.once("close", () => clearInterval(timer));
  }

  static open(server: string, room: string, dialect: Dialect): Promise<Client> {
    const url = dialect.url(server);
    const ws = new WebSocket(url, { perMessageDeflate: false });
    return new Promise((resolve, reject) => {
      ws.once("error", reject);
      ws.once("close", () => reject(new Error(`${server} closed a client`)));
      ws.on("message", (data: Buffer) => {
        const { say, ready } = dialect.greet(data.toString("utf8"), room);
        if (say !== undefined) ws.send(say);
        if (ready !== undefined) resolve(new Client(ws, ready === "" ? (new URL(url).searchParams.get("id") ?? "") : ready, dialect));
      });
    });
  }

  send(text: string): void {
    this.#ws.send(text);
  }

  close(): void {
    this.#ws.terminate();
  }
}

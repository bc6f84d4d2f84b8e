import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { WebSocket } from "ws";

const emptyText = [0x81, 0x80, 0, 0, 0, 0];

/** A bare WebSocket that speaks as much socket.io as a test tells it to, and no more. */
export class RawSocket {
  readonly ws: WebSocket;
  readonly #received: string[] = [];
  readonly #closed: Promise<number>;

  private constructor(url: string) {
    this.ws = new WebSocket(`${url.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`);
    this.ws.on("message", (data: Buffer) => this.#received.push(data.toString("utf8")));
    this.#closed = new Promise((resolve) => {
      this.ws.once("close", resolve);
    });
    this.ws.on("error", () => undefined);
  }

  /** Opens a WebSocket, and a socket.io connection on it unless told otherwise. */
  static async open(url: string, { connect = true } = {}): Promise<RawSocket> {
    const raw = new RawSocket(url);
    await new Promise((resolve, reject) => {
      raw.ws.once("open", resolve);
      raw.ws.once("error", reject);
    });
    if (connect) {
      raw.send("40");
      await raw.until((text) => text.startsWith("40"));
    }
    return raw;
  }

  send(text: string | Buffer): void {
    this.ws.send(text);
  }

  /** Sends several texts in one write. */
  sendTogether(texts: readonly string[]): void {
    this.#wire.cork();
    for (const text of texts) this.send(text);
    this.#wire.uncork();
  }

  /** Writes bytes past the WebSocket layer. */
  writeBytes(bytes: readonly number[]): void {
    this.#wire.write(Buffer.from(bytes));
  }

  /** Resolves when the other end cuts the connection though this one keeps its own open. */
  async cutOff(): Promise<void> {
    for (;;) {
      if (this.#wire.destroyed) return;
      this.#wire.write(Buffer.from(emptyText));
      await setTimeout(20);
    }
  }

  /** What lies below the WebSocket; ws has no public way to it. */
  get #wire(): Socket {
    const holder: object = this.ws;
    return (holder as { _socket: Socket })._socket;
  }

  /** The close code of the other end. */
  closed(): Promise<number> {
    return this.#closed;
  }

  /** All texts received so far that match. */
  received(matches: (text: string) => boolean): string[] {
    return this.#received.filter(matches);
  }

  /** Resolves with the first text that matches. */
  until(matches: (text: string) => boolean): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.#received.find(matches);
        if (found === undefined) return;
        this.ws.off("message", look);
        resolve(found);
      };
      this.ws.on("message", look);
      look();
    });
  }
}

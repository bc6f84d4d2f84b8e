import { WebSocket } from "ws";

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

  /** Writes bytes past the WebSocket layer. */
  writeBytes(bytes: readonly number[]): void {
    const holder: object = this.ws;
    (holder as { _socket: { write(data: Buffer): void } })._socket.write(Buffer.from(bytes));
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

import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { TurnCredential } from "../turn-credential.ts";
import {
  attributes,
  decodeMessage,
  decodeXorAddress,
  encodeMessage,
  encodeXorAddress,
  longTermKey,
  methods,
  type Attribute,
  type Endpoint,
  type StunMessage,
} from "./stun-message.ts";

/** What a server said: `ok`, or the number of its error (RFC 8656 §19). */
export type Verdict = "ok" | number;

const udp = Buffer.from([17, 0, 0, 0]);
const noData = Buffer.alloc(0);
const allocationMismatch = 437;

const openSocket = async (): Promise<Socket> => {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket;
};

/** A TURN client over UDP (RFC 8656) that asks for what it should not get and tells the answer. */
export class TurnProbe {
  #socket: Socket;
  readonly #server: Endpoint;
  #credential: TurnCredential;
  #realm = "";
  #nonce: Buffer = noData;
  #allocated = false;

  private constructor(socket: Socket, server: Endpoint, credential: TurnCredential) {
    this.#socket = socket;
    this.#server = server;
    this.#credential = credential;
  }

  static async open(server: Endpoint, credential: TurnCredential): Promise<TurnProbe> {
    return new TurnProbe(await openSocket(), server, credential);
  }

  /** Goes on from the same address as somebody else. */
  use(credential: TurnCredential): void {
    this.#credential = credential;
  }

  /** Asks for a relayed address of the family; resolves to it, or to the refusal. */
  async allocate(family: "ipv4" | "ipv6" = "ipv4"): Promise<Endpoint | number> {
    const wanted: Attribute[] = [[attributes.requestedTransport, udp]];
    if (family === "ipv6") wanted.push([attributes.requestedAddressFamily, Buffer.from([2, 0, 0, 0])]);
    let answer = await this.#request(methods.allocate, () => wanted);
    // The system may give the port of an earlier probe again while the server still holds it (RFC 8656 §7.4).
    for (let port = 0; port < 3 && !this.#allocated && errorNumber(answer) === allocationMismatch; port++) {
      this.#socket.close();
      this.#socket = await openSocket();
      answer = await this.#request(methods.allocate, () => wanted);
    }
    const relayed = answer.attributes.get(attributes.xorRelayedAddress);
    this.#allocated ||= relayed !== undefined;
    return relayed === undefined ? errorNumber(answer) : decodeXorAddress(relayed, answer.transaction);
  }

  createPermission(peer: Endpoint): Promise<Verdict> {
    return this.#verdict(methods.createPermission, (transaction) => [[attributes.xorPeerAddress, encodeXorAddress(peer, transaction)]]);
  }

  channelBind(peer: Endpoint, channel: number): Promise<Verdict> {
    return this.#verdict(methods.channelBind, (transaction) => [
      [attributes.channelNumber, Buffer.from([channel >> 8, channel & 0xff, 0, 0])],
      [attributes.xorPeerAddress, encodeXorAddress(peer, transaction)],
    ]);
  }

  refresh(): Promise<Verdict> {
    return this.#verdict(methods.refresh, () => []);
  }

  /** Sends data through the relay, without asking for a permission first. */
  send(peer: Endpoint, data: Buffer): void {
    const transaction = randomBytes(12);
    const parts: Attribute[] = [
      [attributes.xorPeerAddress, encodeXorAddress(peer, transaction)],
      [attributes.data, data],
    ];
    this.#write(encodeMessage({ method: methods.send, indication: true, transaction, attributes: parts }));
  }

  /** Gives an allocation back, so that it counts for no quota, and ends. */
  async close(): Promise<void> {
    if (this.#allocated) await this.#request(methods.refresh, () => [[attributes.lifetime, Buffer.alloc(4)]]);
    this.#socket.close();
  }

  async #verdict(method: number, build: (transaction: Buffer) => Attribute[]): Promise<Verdict> {
    const answer = await this.#request(method, build);
    return answer.kind === 2 ? "ok" : errorNumber(answer);
  }

  /** Sends a request; the first refusal teaches realm and nonce (RFC 8489 §9.2), then it is sent again, signed. */
  async #request(method: number, build: (transaction: Buffer) => Attribute[], attempt = 0): Promise<StunMessage> {
    const answer = await this.#exchange(method, build);
    const code = answer.kind === 3 ? errorNumber(answer) : 0;
    const unsigned = this.#nonce.length === 0;
    if (attempt > 2 || !((code === 401 && unsigned) || code === 438)) return answer;
    this.#realm = answer.attributes.get(attributes.realm)?.toString() ?? this.#realm;
    this.#nonce = Buffer.from(answer.attributes.get(attributes.nonce) ?? noData);
    return this.#request(method, build, attempt + 1);
  }

  async #exchange(method: number, build: (transaction: Buffer) => Attribute[]): Promise<StunMessage> {
    const transaction = randomBytes(12);
    const { username, password } = this.#credential;
    const signed = this.#nonce.length > 0;
    const identity: Attribute[] = [
      [attributes.username, Buffer.from(username)],
      [attributes.realm, Buffer.from(this.#realm)],
      [attributes.nonce, this.#nonce],
    ];
    const bytes = encodeMessage({
      method,
      transaction,
      attributes: [...build(transaction), ...(signed ? identity : [])],
      key: signed ? longTermKey({ username, realm: this.#realm, password }) : undefined,
    });
    return this.#awaitAnswer(bytes, transaction);
  }

  /** Repeats the request until its answer comes: UDP may lose either (RFC 8489 §6.2.1). */
  #awaitAnswer(request: Buffer, transaction: Buffer): Promise<StunMessage> {
    return new Promise((resolve, reject) => {
      let sent = 0;
      const take = (bytes: Buffer): void => {
        const message = decodeMessage(bytes);
        if (message === undefined || !message.transaction.equals(transaction)) return;
        clearInterval(timer);
        this.#socket.off("message", take);
        resolve(message);
      };
      const ask = (): void => {
        if (sent++ < 10) return this.#write(request);
        clearInterval(timer);
        reject(new Error("The TURN server gave no answer"));
      };
      const timer = setInterval(ask, 500);
      this.#socket.on("message", take);
      ask();
    });
  }

  #write(bytes: Buffer): void {
    this.#socket.send(bytes, this.#server.port, this.#server.address);
  }
}

const errorNumber = (message: StunMessage): number => {
  const value = message.attributes.get(attributes.errorCode);
  return value === undefined ? 0 : (value[2] ?? 0) * 100 + (value[3] ?? 0);
};

import { createHash, createHmac } from "node:crypto";
import { isIPv6 } from "node:net";

const magicCookie = 0x2112_a442;
const cookieBytes = Buffer.from([0x21, 0x12, 0xa4, 0x42]);

/** Methods of RFC 8489 §18.2 and RFC 8656 §17. */
export const methods = { allocate: 0x003, refresh: 0x004, send: 0x006, data: 0x007, createPermission: 0x008, channelBind: 0x009 } as const;

/** Attributes of RFC 8489 §18.3 and RFC 8656 §18. */
export const attributes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
} as const;

/** A transport address. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** One attribute as it goes into a message. */
export type Attribute = readonly [type: number, value: Buffer];

/** A message as received. `kind` is the class: 0 request, 1 indication, 2 success, 3 error. */
export interface StunMessage {
  readonly method: number;
  readonly kind: number;
  readonly transaction: Buffer;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

/** The key of the long-term credential mechanism (RFC 8489 §9.2.2). */
export const longTermKey = (credential: { username: string; realm: string; password: string }): Buffer =>
  createHash("md5").update(`${credential.username}:${credential.realm}:${credential.password}`).digest();

/** Writes a request or indication; with a key it ends in MESSAGE-INTEGRITY (RFC 8489 §14.5). */
export const encodeMessage = (message: {
  method: number;
  indication?: boolean;
  transaction: Buffer;
  attributes: readonly Attribute[];
  key?: Buffer | undefined;
}): Buffer => {
  const body = Buffer.concat(message.attributes.map(encodeAttribute));
  const header = Buffer.alloc(20);
  // The class bits lie inside the method's bits (RFC 8489 §5); all methods used here are below 0x80.
  header.writeUInt16BE((message.method & 0x0f) | ((message.method & 0x70) << 1) | (message.indication === true ? 0x10 : 0), 0);
  header.writeUInt32BE(magicCookie, 4);
  message.transaction.copy(header, 8);
  if (message.key === undefined) {
    header.writeUInt16BE(body.length, 2);
    return Buffer.concat([header, body]);
  }
  header.writeUInt16BE(body.length + 24, 2);
  const integrity = createHmac("sha1", message.key).update(header).update(body).digest();
  return Buffer.concat([header, body, encodeAttribute([attributes.messageIntegrity, integrity])]);
};

const encodeAttribute = ([type, value]: Attribute): Buffer => {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
};

/** Reads a message, or undefined when the bytes are none. */
export const decodeMessage = (bytes: Buffer): StunMessage | undefined => {
  if (bytes.length < 20 || bytes.readUInt32BE(4) !== magicCookie) return undefined;
  const type = bytes.readUInt16BE(0);
  const found = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    found.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return {
    method: (type & 0x0f) | ((type & 0xe0) >> 1),
    kind: ((type & 0x10) >> 4) | ((type & 0x100) >> 7),
    transaction: bytes.subarray(8, 20),
    attributes: found,
  };
};

/** Bytes of an address: `::ffff:127.0.0.1` keeps all its sixteen. */
const addressBytes = (address: string): Buffer => {
  if (!isIPv6(address)) return Buffer.from(address.split(".").map(Number));
  // The URL parser writes each IPv6 address without dotted parts (WHATWG URL, host serializer).
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (part: string | undefined): number[] =>
    part === undefined || part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail)];
  const between = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return Buffer.from([...before, ...between, ...after].flatMap((group) => [group >> 8, group & 0xff]));
};

/** The value of XOR-PEER-ADDRESS and its like (RFC 8489 §14.2). */
export const encodeXorAddress = (endpoint: Endpoint, transaction: Buffer): Buffer => {
  const bytes = addressBytes(endpoint.address);
  const head = Buffer.from([0, bytes.length === 4 ? 1 : 2, 0, 0]);
  head.writeUInt16BE(endpoint.port ^ (magicCookie >>> 16), 2);
  return Buffer.concat([head, mask(bytes, transaction)]);
};

/** Reads the value of XOR-RELAYED-ADDRESS and its like; IPv6 is written in full. */
export const decodeXorAddress = (value: Buffer, transaction: Buffer): Endpoint => {
  const bytes = mask(value.subarray(4), transaction);
  const port = value.readUInt16BE(2) ^ (magicCookie >>> 16);
  if (bytes.length === 4) return { address: bytes.join("."), port };
  return { address: (bytes.toString("hex").match(/.{4}/g) ?? []).join(":"), port };
};

const mask = (bytes: Buffer, transaction: Buffer): Buffer => {
  const keyStream = Buffer.concat([cookieBytes, transaction]);
  return Buffer.from(bytes.map((byte, index) => byte ^ (keyStream[index] ?? 0)));
};

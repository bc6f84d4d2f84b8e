import { createCipheriv, type KeyObject } from "node:crypto";

/** What one packet is, beside what is in it. */
export interface PacketHead {
  readonly ssrc: number;
  readonly payloadType: number;
  readonly marker: boolean;
  /** Counts on after 65,535: the part above sixteen bits is the rollover counter (RFC 3711 §3.3.1). */
  readonly index: number;
  readonly timestamp: number;
}

/** What packets are encrypted with. */
export interface PacketKeys {
  readonly key: KeyObject;
  /** Of twelve bytes, or more that are not used. */
  readonly salt: Uint8Array;
}

const headBytes = 12;
const tagBytes = 16;

/** The head of a packet as it is sent (RFC 3550 §5.1). */
const writeHead = ({ ssrc, payloadType, marker, index, timestamp }: PacketHead): Buffer => {
  const head = Buffer.allocUnsafe(headBytes);
  head[0] = 0x80;
  head[1] = (marker ? 0x80 : 0) | payloadType;
  head.writeUInt16BE(index & 0xffff, 2);
  head.writeUInt32BE(timestamp, 4);
  head.writeUInt32BE(ssrc, 8);
  return head;
};

/** A packet in AES-128-GCM, ready to be sent (RFC 7714 §8). */
export const protectRtp = (head: PacketHead, payload: Uint8Array, { key, salt }: PacketKeys): Buffer => {
  const iv = Buffer.alloc(headBytes);
  iv.writeUInt32BE(head.ssrc, 2);
  iv.writeUInt32BE(Math.floor(head.index / 0x1_0000), 6);
  iv.writeUInt16BE(head.index & 0xffff, 10);
  for (let at = 0; at < headBytes; at += 1) iv[at] = (iv[at] ?? 0) ^ (salt[at] ?? 0);
  const bytes = writeHead(head);
  const cipher = createCipheriv("aes-128-gcm", key, iv, { authTagLength: tagBytes });
  cipher.setAAD(bytes);
  const body = cipher.update(payload);
  cipher.final();
  return Buffer.concat([bytes, body, cipher.getAuthTag()]);
};

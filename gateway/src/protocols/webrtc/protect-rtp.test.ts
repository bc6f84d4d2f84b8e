import { createSecretKey } from "node:crypto";
import { RtpPacket, SrtpSession } from "werift";
import { expect, it } from "vitest";
import { protectRtp } from "./protect-rtp.ts";

const aes128Gcm = 7;
const bytes = (length: number, first: number): Buffer => Buffer.from(Array.from({ length }, (_, index) => (first + index * 7) & 255));

it("packets are what any receiver decrypts, before and after their numbers come round", () => {
  const [masterKey, masterSalt] = [bytes(16, 1), bytes(12, 99)];
  const keys = { localMasterKey: masterKey, localMasterSalt: masterSalt, remoteMasterKey: masterKey, remoteMasterSalt: masterSalt };
  const sender = new SrtpSession({ keys, profile: aes128Gcm }).localContext;
  const receiver = new SrtpSession({ keys, profile: aes128Gcm });
  const own = { key: createSecretKey(sender.srtpSessionKey), salt: sender.srtpSessionSalt };
  for (const index of [65_534, 65_535, 65_536, 65_537]) {
    const head = { ssrc: 0xdead_beef, payloadType: 96, marker: index % 2 === 0, index, timestamp: 4_000_000_000 };
    const payload = bytes(1_000, index);
    const { header, payload: received } = RtpPacket.deSerialize(receiver.decrypt(protectRtp(head, payload, own)));
    expect(received).toEqual(payload);
    expect(header).toMatchObject({ ssrc: head.ssrc, payloadType: 96, marker: head.marker, sequenceNumber: index & 0xffff });
  }
});

import { RtpHeader, RtpPacket } from "werift";
import { afterEach, describe, expect, it } from "vitest";
import { readHeadsQuickly } from "./read-heads.ts";

// oxlint-disable-next-line typescript/unbound-method -- a static method, put back where it was
const slowly = RtpHeader.deSerialize;
afterEach(() => void (RtpHeader.deSerialize = slowly));

const fields = ({ header, payload }: RtpPacket) => {
  const { version, padding, paddingSize, marker, payloadType, sequenceNumber, timestamp, ssrc, payloadOffset } = header;
  return {
    version,
    padding,
    paddingSize,
    marker,
    payloadType,
    sequenceNumber,
    timestamp,
    ssrc,
    payloadOffset,
    payload: payload.toString("hex"),
  };
};

describe("heads of packets", () => {
  it("are read as the library reads them", () => {
    const packets = [
      new RtpPacket(
        new RtpHeader({ payloadType: 96, marker: true, sequenceNumber: 65_535, timestamp: 4_294_967_295, ssrc: 7 }),
        Buffer.from("abc"),
      ),
      new RtpPacket(new RtpHeader({ payloadType: 111, extensions: [{ id: 3, payload: Buffer.from("mid") }] }), Buffer.from("abcd")),
      new RtpPacket(new RtpHeader({ payloadType: 96, padding: true, paddingSize: 4 }), Buffer.from("ab")),
      new RtpPacket(new RtpHeader({ payloadType: 96, csrc: [1, 2] }), Buffer.from("ab")),
    ].map((packet) => packet.serialize());
    const expected = packets.map((bytes) => fields(RtpPacket.deSerialize(bytes)));
    readHeadsQuickly();
    expect(packets.map((bytes) => fields(RtpPacket.deSerialize(bytes)))).toEqual(expected);
  });

  it("that are cut off are refused", () => {
    readHeadsQuickly();
    expect(() => RtpHeader.deSerialize(Buffer.from([0x80, 96, 0, 1]))).toThrow(RangeError);
    expect(() => RtpHeader.deSerialize(Buffer.from([0x90, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]))).toThrow(RangeError);
  });
});

import { RtpHeader } from "werift";

const fixedBytes = 12;

/** The head of a packet (RFC 3550 §5.1). Extensions are passed over: none are agreed on. @throws RangeError when it is cut off */
const readHead = (packet: Buffer): RtpHeader => {
  const [first = 0, second = 0] = packet;
  const head = new RtpHeader();
  head.version = first >> 6;
  head.padding = (first & 0x20) !== 0;
  head.extension = (first & 0x10) !== 0;
  head.csrcLength = first & 0x0f;
  head.marker = (second & 0x80) !== 0;
  head.payloadType = second & 0x7f;
  head.sequenceNumber = packet.readUInt16BE(2);
  head.timestamp = packet.readUInt32BE(4);
  head.ssrc = packet.readUInt32BE(8);
  head.payloadOffset = fixedBytes + head.csrcLength * 4;
  if (head.extension) {
    head.extensionLength = packet.readUInt16BE(head.payloadOffset + 2) * 4;
    head.payloadOffset += 4 + head.extensionLength;
  }
  if (head.padding) head.paddingSize = packet[packet.length - 1] ?? 0;
  return head;
};

/**
 * Lets the library read heads of packets in this way, in the whole process: its own goes bit by bit over strings,
 * twice for each packet. To be called once, before there are connections.
 */
export const readHeadsQuickly = (): void => {
  RtpHeader.deSerialize = readHead;
};

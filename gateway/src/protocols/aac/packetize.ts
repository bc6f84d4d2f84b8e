/** One AAC frame as an RTP payload (RFC 3640 §3.3.6, AAC-hbr): a header of 16 bits with 13 for the size. */
export const packetizeAac = (frame: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(4 + frame.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 16);
  view.setUint16(2, frame.length << 3);
  bytes.set(frame, 4);
  return bytes;
};

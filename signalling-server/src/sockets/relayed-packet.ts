import type { EventBody } from "@tfx/protocol";

// Relayed messages as socket.io packets (protocol 5, type 2: EVENT). Encoded here, since all but the
// open payload is checked to be numbers and base64url and needs no escaping: nothing is walked through
// twice, which is half of what relaying a message costs beyond the system calls.

/** The packet of a relayed signal. */
export const signalPacket = ({ from, connection, sequence, ack, payload }: EventBody<"signal.received">): string => {
  const inside = "sealed" in payload ? `{"sealed":"${payload.sealed}"}` : `{"open":${JSON.stringify(payload.open)}}`;
  return `2["signal.received",{"from":"${from}","connection":"${connection}","sequence":${sequence},"ack":${ack},"payload":${inside}}]`;
};

/** The packet of a relayed acknowledgement. */
export const ackPacket = ({ from, connection, ack }: EventBody<"signal.acked">): string =>
  `2["signal.acked",{"from":"${from}","connection":"${connection}","ack":${ack}}]`;

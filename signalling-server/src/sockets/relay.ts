import type { MessageBody, ParticipantId } from "@tfx/protocol";
import type { Member } from "../rooms/live-room.ts";
import { refuse, type Refusal } from "../rooms/refusal.ts";
import { ackPacket, signalPacket } from "./relayed-packet.ts";

/** What became of a message that was to be relayed. */
export type Relayed = "sent" | "dropped" | Refusal;

/** Somebody who is just gone: the signal was late, which is nobody's fault. */
export const departed = refuse("room/unknown-participant", {});
const stranger = refuse("room/unknown-participant", {});
const notJoined = refuse("room/not-joined", {});
const plainRefused = refuse("signal/plain-refused", {});
const sealedRefused = refuse("protocol/invalid", { call: "signal.send", path: "payload" });

/** Relays a signal to one participant of the sender's room. The sender is stamped, never claimed. */
export const relaySignal = (member: Member, body: MessageBody<"signal.send">): Relayed => {
  const { place } = member;
  if (place === undefined) return notJoined;
  const { to, connection, sequence, ack, payload } = body;
  if ("sealed" in payload !== place.room.sealed) return place.room.sealed ? plainRefused : sealedRefused;
  const target = place.room.members.get(to);
  if (target === undefined) return absent(place.room.state, to);
  if (target.isStalled) return "dropped";
  target.sendPacket(signalPacket({ from: place.participant, connection, sequence, ack, payload }));
  return "sent";
};

/** Relays an acknowledgement to one participant of the sender's room. */
export const relayAck = (member: Member, { to, connection, ack }: MessageBody<"signal.ack">): Relayed => {
  const { place } = member;
  if (place === undefined) return notJoined;
  const target = place.room.members.get(to);
  if (target === undefined) return absent(place.room.state, to);
  if (target.isStalled) return "dropped";
  target.sendPacket(ackPacket({ from: place.participant, connection, ack }));
  return "sent";
};

/** A signal to somebody away is dropped: its sender repeats it until the receiver acknowledges. */
const absent = (
  room: { seats: readonly { participant: ParticipantId }[]; departed: readonly ParticipantId[] },
  to: ParticipantId,
): Relayed => {
  if (room.seats.some(({ participant }) => participant === to)) return "dropped";
  return room.departed.includes(to) ? departed : stranger;
};

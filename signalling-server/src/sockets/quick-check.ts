import { limits, type MessageBody } from "@tfx/protocol";

// Nearly all that the server hears are sealed signals and acknowledgements. They are recognised here by
// hand, at a fifth of the cost; whatever does not pass goes to the schema, which alone decides what is
// refused and why. A test holds every message that passes here against the schema.

const idChars = 22;
const idPattern = /^[\w-]+$/;
const maxSequence = 0xffff_ffff;

/** Whether this is beyond doubt a sealed signal; `false` says nothing. */
export const isSealedSignal = (value: unknown): value is MessageBody<"signal.send"> => {
  if (typeof value !== "object" || value === null) return false;
  const { to, connection, sequence, ack, payload } = value as Record<string, unknown>;
  return isId(to) && isId(connection) && isSequence(sequence, 0) && isSequence(ack, -1) && isSealed(payload);
};

/** Whether this is beyond doubt an acknowledgement; `false` says nothing. */
export const isAck = (value: unknown): value is MessageBody<"signal.ack"> => {
  if (typeof value !== "object" || value === null) return false;
  const { to, connection, ack } = value as Record<string, unknown>;
  return isId(to) && isId(connection) && isSequence(ack, -1);
};

const isId = (value: unknown): boolean => typeof value === "string" && value.length === idChars && idPattern.test(value);

const isSequence = (value: unknown, min: number): boolean =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= maxSequence;

const isSealed = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  for (const key in value) if (key !== "sealed") return false;
  const { sealed } = value as Record<string, unknown>;
  return typeof sealed === "string" && sealed.length <= limits.maxSignalChars && idPattern.test(sealed);
};

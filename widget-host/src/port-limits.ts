import { bridgeLimits, findEntry } from "@tfx/protocol/widgets";
import { byteSize } from "./byte-size.ts";
import { createTokenBucket } from "./token-bucket.ts";

/** Bytes a second over one port. A frame that sends more is not a widget but an attack, or broken. */
const bytes = { perSecond: 8 * 1024 * 1024, burst: 32 * 1024 * 1024 } as const;

/** A message somewhat over its limit is a mistake, and is answered; one this many times over ends the port. */
const patience = 4;

const fieldOf = (data: unknown, field: string): unknown =>
  typeof data === "object" && data !== null && Object.hasOwn(data, field) ? (data as Record<string, unknown>)[field] : undefined;

/** Makes the check of whatever comes over one port, before it is read; answers why the port has to be closed. */
export const createPortLimits = (nowMs: () => number): ((data: unknown) => string | undefined) => {
  const messages = createTokenBucket({ perSecond: bridgeLimits.messagesPerSecond, burst: bridgeLimits.burst, nowMs });
  const volume = createTokenBucket({ ...bytes, nowMs });
  return (data) => {
    if (messages.take() > 0) return "The widget sent more messages than any widget needs.";
    const allowed = Math.max(bridgeLimits.maxMessageBytes * patience, findEntry(fieldOf(data, "name"))?.limits.maxBytes ?? 0);
    const limit = allowed + 1_024;
    const size = byteSize(data, limit);
    if (size > limit) return "The widget sent a message that is far too large.";
    return volume.take(size) > 0 ? "The widget sent more data than any widget needs." : undefined;
  };
};

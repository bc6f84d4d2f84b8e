import { z } from "zod";
import { participantId } from "../../ids.ts";
import { apiCall, apiEvent, apiSignal, nothing, plainValue } from "../api-entry.ts";
import { localName, receivers } from "./names.ts";

/** Messages between those who use a widget; nothing is kept. */
export const channelApi = {
  "channel.send": apiCall({
    permission: "channel:use",
    params: z.strictObject({ channel: localName, value: plainValue, to: receivers }),
    result: nothing,
    limits: { perSecond: 100, burst: 200 },
    doc: "Sends to the others who use the widget. Resolves when the message is handed to the network. Channels, their sizes and rates stand in the manifest.",
  }),
  "channel.message": apiEvent({
    permission: "channel:use",
    params: z.object({ channel: localName, from: participantId, value: plainValue }),
    doc: "A message of another. `from` is set by the host and cannot be forged by a widget.",
  }),
  "presence.set": apiSignal({
    permission: "state:shared",
    params: z.strictObject({ value: plainValue }),
    limits: { perSecond: 60, burst: 60, maxBytes: 1_000 },
    doc: "What is true of oneself right now, such as a pointer: the latest value counts, at most 20 a second are sent, and it is gone when one leaves.",
  }),
  "presence.changed": apiEvent({
    permission: "state:shared",
    params: z.object({ from: participantId, value: plainValue.nullable() }),
    doc: "The presence of another; null when there is none any more.",
  }),
} as const;

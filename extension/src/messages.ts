import { displayName, roomName } from "@tfx/protocol";
import { z } from "zod";
import { inviteShape } from "./invite-url.ts";

/** What the call tab tells about itself. The room's secret stays in the tab. */
export const callReport = z.object({
  server: z.string(),
  room: roomName,
  phase: z.enum(["lobby", "joining", "call", "reconnecting", "ended"]),
  muted: z.boolean(),
  others: z.array(displayName).max(16),
  /** When the person joined, in milliseconds since 1970. */
  joinedAt: z.number().nullable(),
});
/** What the call tab tells about itself. */
export type CallReport = z.output<typeof callReport>;

/** Whether the person is in the call, or about to be: leaving would be noticed. */
export const isInside = ({ phase }: Pick<CallReport, "phase">): boolean => phase !== "lobby" && phase !== "ended";

const callCommand = z.enum(["toggle-microphone", "toggle-camera", "toggle-hand", "leave"]);

/** Messages between the pages of the extension and its service worker. */
export const internalMessage = z.discriminatedUnion("type", [
  /** To the worker: open this call, or show the one that runs. */
  z.object({ type: z.literal("call.open"), invite: inviteShape }),
  /** To the worker: bring the running call to the front. */
  z.object({ type: z.literal("call.show") }),
  /** From the call tab, at each change. */
  z.object({ type: z.literal("call.report"), report: callReport }),
  /** From the call tab, when there is no call on the page any more. */
  z.object({ type: z.literal("call.over") }),
  /** To the worker, from the call tab: this extension lends nothing any more. */
  z.object({ type: z.literal("companion.gone"), sender: z.string().max(128) }),
  /** To the worker, from the popup: prepare the page in this tab to be shared, and bring the call forward. */
  z.object({ type: z.literal("share.mark"), tabId: z.number().int() }),
  /** To the call tab. */
  z.object({ type: z.literal("call.command"), command: callCommand }),
]);
/** A message between the pages of the extension and its service worker. */
export type InternalMessage = z.output<typeof internalMessage>;

/** What the worker answers to `call.open` and `call.show`. */
export const openOutcome = z.enum(["opened", "moved", "shown", "shown-other", "none"]);
/** What the worker answers to `call.open` and `call.show`. */
export type OpenOutcome = z.output<typeof openOutcome>;

/** How preparing a page went. `insecure`: it can be shared but not drawn on; `refused`: no script may go there. */
export const shareOutcome = z.enum(["marked", "insecure", "refused"]);
/** How preparing a page went. */
export type ShareOutcome = z.output<typeof shareOutcome>;

/** Messages from a web page, which is a stranger even when its origin is on the list. */
export const pageMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("tfx.ping") }),
  z.object({ type: z.literal("tfx.open"), link: z.string().max(2_048) }),
]);

import { parseInvite, type Invite } from "@tfx/protocol";
import { pageMessage } from "./messages.ts";

/** What a web page asks of the extension, checked. */
export type PageRequest = { readonly ask: "ping" } | { readonly ask: "open"; readonly invite: Invite } | undefined;

/**
 * Reads a message from a web page. `origin` is the sender's as the browser states it: a page may open
 * rooms of its own server and no others, so that no site can lead people to another's.
 */
export const readPageRequest = (message: unknown, origin: string | undefined): PageRequest => {
  const parsed = pageMessage.safeParse(message);
  if (!parsed.success || origin === undefined) return undefined;
  if (parsed.data.type === "tfx.ping") return { ask: "ping" };
  const invite = inviteOf(parsed.data.link);
  return invite?.server === origin ? { ask: "open", invite } : undefined;
};

const inviteOf = (link: string): Invite | undefined => {
  if (!URL.canParse(link)) return undefined;
  try {
    return parseInvite(link, "");
  } catch {
    // parseInvite throws invite/invalid alone: what is no invitation gets no answer.
    return undefined;
  }
};

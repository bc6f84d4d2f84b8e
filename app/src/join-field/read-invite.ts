import { parseInvite, type Invite } from "@tfx/protocol";

/** Reads what a person pasted or typed; `undefined` when it is neither a link nor a name. */
export const readInvite = (text: string, server: string): Invite | undefined => {
  try {
    return parseInvite(text, server);
  } catch {
    // There is one reason to refuse a text, and whoever asks says it in words.
    return undefined;
  }
};

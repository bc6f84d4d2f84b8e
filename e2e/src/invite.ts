import { randomBytes } from "node:crypto";

/** Links to one room. */
export interface TestInvite {
  /** With the secret: whoever joins first by it makes the room a sealed one. */
  readonly sealed: string;
  /** The name alone. */
  readonly open: string;
  /** With a secret that is another room's. */
  readonly wrong: string;
}

/** Links to a room on a server. */
export const inviteTo = (origin: string, room: string): TestInvite => {
  const secret = (): string => randomBytes(32).toString("base64url");
  const open = `${origin}/r/${room}`;
  return { open, sealed: `${open}#k=${secret()}`, wrong: `${open}#k=${secret()}` };
};

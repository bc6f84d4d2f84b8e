import { createHmac } from "node:crypto";

/** A TURN username and its password. */
export interface TurnCredential {
  readonly username: string;
  readonly password: string;
}

/**
 * The credential of one participant until a moment, given in seconds since 1970
 * (draft-uberti-behave-turn-rest-00 §2.2): what coturn checks with the shared secret.
 */
export const turnCredential = (secret: string, id: string, expiresAtSeconds: number): TurnCredential => {
  const username = `${expiresAtSeconds}:${id}`;
  return { username, password: createHmac("sha1", secret).update(username).digest("base64") };
};

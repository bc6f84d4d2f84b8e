import { createHash, createHmac } from "node:crypto";

/** Servers that help publishers and viewers to reach the gateway. */
export interface IceServers {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  /** The secret that the relay knows (`static-auth-secret` of coturn). */
  readonly turnSecret: string | undefined;
}

const ttlSeconds = 43_200;

/** The `Link` headers that name the servers (RFC 9725 §4.6), each session with credentials of its own. */
export const iceLinks = ({ stunUrls, turnUrls, turnSecret }: IceServers, session: string, nowMs: number): readonly string[] => {
  const stun = stunUrls.map((url) => `<${url}>; rel="ice-server"`);
  if (turnSecret === undefined) return stun;
  // Credentials by the clock (draft-uberti-behave-turn-rest).
  // The address of a session is a secret, and this name travels in the open: it is told apart, and nothing more.
  const who = createHash("sha256").update(session).digest("base64url").slice(0, 16);
  const username = `${Math.floor(nowMs / 1_000) + ttlSeconds}:${who}`;
  const credential = createHmac("sha1", turnSecret).update(username).digest("base64");
  const turn = turnUrls.map(
    (url) => `<${url}>; rel="ice-server"; username="${username}"; credential="${credential}"; credential-type="password"`,
  );
  return [...stun, ...turn];
};

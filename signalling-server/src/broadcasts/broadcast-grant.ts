import { createHmac, randomBytes } from "node:crypto";

/** Which stream of the gateway somebody may publish, and what shows it. */
export interface BroadcastGrant {
  readonly stream: string;
  readonly token?: string;
}

const lastsSeconds = 86_400;
const header = { alg: "HS256", typ: "JWT" };

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * A name that nobody else can have, and with the gateway's secret the token that publishes it: a JWT of the
 * claims that the gateway reads (`sub`, `right`, `exp`; RFC 7519, HS256).
 */
export const broadcastGrant = (secret: string | undefined, nowMs: number): BroadcastGrant => {
  const stream = randomBytes(9).toString("base64url");
  if (secret === undefined) return { stream };
  const iat = Math.floor(nowMs / 1_000);
  const signed = `${encode(header)}.${encode({ sub: stream, right: "publish", iat, exp: iat + lastsSeconds })}`;
  return { stream, token: `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}` };
};

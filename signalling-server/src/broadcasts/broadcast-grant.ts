import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Which stream of the gateway somebody may publish, and what shows it. */
export interface BroadcastGrant {
  readonly stream: string;
  readonly token?: string;
  /** For those who watch, where the gateway asks them. */
  readonly viewToken?: string;
}

/** What the gateway asks for. */
export interface GrantOptions {
  /** The gateway's secret; undefined where it asks nobody for a token. */
  readonly secret: string | undefined;
  /** Those who watch need a token as well. */
  readonly asksViewers: boolean;
  /** How long tokens hold: as long as a broadcast may last. */
  readonly lastsSeconds: number;
}

const header = { alg: "HS256", typ: "JWT" };
/** The gateway's operator signs tokens with the same secret, and says how long they hold: those are not ours to renew. */
const iss = "tfx-call";
/** What of a token of ours is read again. */
const claims = z.object({ iss: z.literal(iss), sub: z.string(), right: z.literal("publish"), owner: z.string(), exp: z.number() });

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const signatureOf = (secret: string, signed: string): Buffer => createHmac("sha256", secret).update(signed).digest();

/** Tokens of the claims that the gateway reads (RFC 7519, HS256). */
const sign = (
  { secret, asksViewers, lastsSeconds }: GrantOptions,
  place: { stream: string; owner: string },
  nowMs: number,
): BroadcastGrant => {
  const { stream, owner } = place;
  if (secret === undefined) return { stream };
  const iat = Math.floor(nowMs / 1_000);
  const tokenOf = (right: object): string => {
    const signed = `${encode(header)}.${encode({ iss, sub: stream, ...right, iat, exp: iat + lastsSeconds })}`;
    return `${signed}.${signatureOf(secret, signed).toString("base64url")}`;
  };
  const token = tokenOf({ right: "publish", owner });
  return asksViewers ? { stream, token, viewToken: tokenOf({ right: "view" }) } : { stream, token };
};

const randomName = (): string => randomBytes(9).toString("base64url");

/** A name that nobody else can have, and with the gateway's secret the tokens that publish and show it. */
export const broadcastGrant = (options: GrantOptions, nowMs: number): BroadcastGrant =>
  sign(options, { stream: randomName(), owner: randomName() }, nowMs);

/** What a token of ours says; undefined for any other. */
const read = (secret: string, token: string): z.output<typeof claims> | undefined => {
  const [head = "", body = "", signature = ""] = token.split(".");
  const [given, right] = [Buffer.from(signature, "base64url"), signatureOf(secret, `${head}.${body}`)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  try {
    return claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString())).data;
  } catch {
    // Signed by somebody who knows the secret, and no token all the same.
    return undefined;
  }
};

/**
 * The same name with new tokens, for whoever shows the one before, before its end or as long after it as it held:
 * what was lost long ago opens nothing. Undefined for any other token.
 */
export const renewGrant = (token: string, options: GrantOptions, nowMs: number): BroadcastGrant | undefined => {
  const before = options.secret === undefined ? undefined : read(options.secret, token);
  if (before === undefined || nowMs / 1_000 > before.exp + options.lastsSeconds) return undefined;
  return sign(options, { stream: before.sub, owner: before.owner }, nowMs);
};

import { timingSafeEqual } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/** What a token allows with one stream. */
export const right = z.enum(["publish", "view"]);
/** What a token allows with one stream. */
export type Right = z.output<typeof right>;

const claims = z.object({ sub: z.string().min(1).max(64), right });

/** Who asks, as the token says. */
export interface Bearer {
  readonly stream: string;
  readonly right: Right;
  /** The same token again is the same publisher, who takes its place back. */
  readonly token: string;
}

/** Signs tokens and reads them (RFC 7519, HS256). */
export interface Tokens {
  /** A token for one stream that holds for so many seconds. */
  sign(stream: string, right: Right, lastsSeconds: number): Promise<string>;
  /** Who asks; undefined for a token that is expired, forged, without an end, or none. */
  read(token: string): Promise<Bearer | undefined>;
}

/** Makes the tokens of one secret. */
export const createTokens = (secret: string): Tokens => {
  const key = new TextEncoder().encode(secret);
  return {
    sign: (stream, allowed, lastsSeconds) =>
      new SignJWT({ right: allowed })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(stream)
        .setIssuedAt()
        .setExpirationTime(`${lastsSeconds}s`)
        .sign(key),
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], requiredClaims: ["sub", "exp"] });
        const { sub, right: allowed } = claims.parse(payload);
        return { stream: sub, right: allowed, token };
      } catch {
        // Whatever is wrong with it, it opens nothing.
        return undefined;
      }
    },
  };
};

/** Whether two secrets are the same, in a time that does not tell how far they are. */
export const isSameSecret = (one: string, other: string): boolean => {
  const [left, right_] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right_.length && timingSafeEqual(left, right_);
};

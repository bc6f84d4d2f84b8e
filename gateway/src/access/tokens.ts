import { timingSafeEqual } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/** What a token allows with one stream. */
export const right = z.enum(["publish", "view"]);
/** What a token allows with one stream. */
export type Right = z.output<typeof right>;

const claims = z.object({ sub: z.string().min(1).max(64), right, exp: z.number(), owner: z.string().min(1).max(64).optional() });

/** Who asks, as the token says. */
export interface Bearer {
  readonly stream: string;
  readonly right: Right;
  /** The same again is the same publisher, who takes its place back: the token, or whom several tokens were signed for. */
  readonly owner: string;
  /** In milliseconds since 1970. */
  readonly endsAtMs: number;
}

/** How a token is signed. */
export interface SignOptions {
  readonly lastsSeconds: number;
  /** All tokens with this name are one publisher's: it may go on with the next before the last one ends. */
  readonly owner?: string | undefined;
}

/** Signs tokens and reads them (RFC 7519, HS256). */
export interface Tokens {
  /** A token for one stream; a number is how many seconds it holds. */
  sign(stream: string, right: Right, life: number | SignOptions): Promise<string>;
  /** Who asks; undefined for a token that is expired, forged, without an end, or none. */
  read(token: string): Promise<Bearer | undefined>;
}

/** Makes the tokens of one secret. */
export const createTokens = (secret: string): Tokens => {
  const key = new TextEncoder().encode(secret);
  return {
    sign(stream, allowed, life) {
      const { lastsSeconds, owner } = typeof life === "number" ? { lastsSeconds: life, owner: undefined } : life;
      return new SignJWT({ right: allowed, ...(owner === undefined ? {} : { owner }) })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(stream)
        .setIssuedAt()
        .setExpirationTime(`${lastsSeconds}s`)
        .sign(key);
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], requiredClaims: ["sub", "exp"] });
        const { sub, right: allowed, exp, owner } = claims.parse(payload);
        // What a token is can be named by nobody: an owner's name never looks like one.
        return { stream: sub, right: allowed, owner: owner === undefined ? token : `owner ${owner}`, endsAtMs: exp * 1_000 };
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

import type { Right, Tokens } from "./tokens.ts";

/** Whether somebody may do something, as an HTTP status, who it is, and for how long. */
export interface Entry {
  readonly status: 200 | 401 | 403;
  /** The same again takes its place back; empty for who shows nothing. */
  readonly owner: string;
  /** When the token ends, in milliseconds since 1970; undefined where none is needed. */
  readonly endsAtMs: number | undefined;
}

/** Looks at the token of each request. */
export interface Gatekeeper {
  /** `header`: `Bearer …` (RFC 6750 §2.1), or the bare token of an address. */
  check(header: string | undefined, stream: string, right: Right): Promise<Entry>;
}

/** Makes a gatekeeper; without tokens everybody may do everything, which suits a machine of one's own. */
export const createGatekeeper = (tokens: Tokens | undefined, open: { readonly view: boolean }): Gatekeeper => ({
  async check(header, stream, right) {
    const token = header?.replace(/^Bearer +/i, "") ?? "";
    if (tokens === undefined || (right === "view" && open.view)) return { status: 200, owner: token, endsAtMs: undefined };
    const bearer = token === "" ? undefined : await tokens.read(token);
    if (bearer === undefined) return { status: 401, owner: token, endsAtMs: undefined };
    const { owner, endsAtMs } = bearer;
    // Whoever publishes a stream may watch it.
    const isAllowed = bearer.stream === stream && (bearer.right === right || bearer.right === "publish");
    return { status: isAllowed ? 200 : 403, owner, endsAtMs };
  },
});

/**
 * Why nothing is published. `token`: it is missing or wrong; `not-found`: there is no such endpoint;
 * `taken`: somebody else publishes there; `busy`: the server has no room; `refused`: it does not take what
 * is offered; `malformed`: what answers is no WHIP server; `no-path`: media find no way there; `stopped`:
 * whoever runs the server, or another page of the same person, ended it.
 */
export interface PublishProblem {
  readonly reason: "unreachable" | "token" | "not-found" | "taken" | "busy" | "refused" | "malformed" | "no-path" | "stopped";
  /** HTTP status, where the server answered. */
  readonly status?: number | undefined;
  /** The server's own words, for those who run it. */
  readonly text?: string | undefined;
}

/** What ended an attempt, or a session. */
export type Interruption =
  /** Nobody answers. */
  | { readonly why: "unreachable" }
  /** An answer that is no answer of WHIP. */
  | { readonly why: "malformed" }
  | { readonly why: "answered"; readonly status: number; readonly text: string; readonly retryAfterMs?: number | undefined }
  /** There was no path for media in time. */
  | { readonly why: "no-path" }
  /** The path broke and could not be mended, or the session is not known any more. */
  | { readonly why: "lost" }
  /** The server said so, by its events. */
  | { readonly why: "ended"; readonly reason: string };

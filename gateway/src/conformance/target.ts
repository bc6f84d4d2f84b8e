/** A server that is looked at. */
export interface Target {
  /** Where offers go. */
  readonly endpoint: string;
  /** Publishes there; undefined where none is needed. */
  readonly token?: string | undefined;
}

/** One thing that RFC 9725 asks for. */
export interface Check {
  readonly id: string;
  /** As a sentence about the server. */
  readonly says: string;
  /** Rejects with words when it is not so. A string that is answered says why it could not be looked at. */
  run(target: Target): Promise<string | void>;
}

/** @throws what is not so */
export const demand = (isSo: boolean, otherwise: string): void => {
  if (!isSo) throw new Error(otherwise);
};

const withToken = (token: string | undefined): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });

/** Sends one request; redirects are looked at, not followed. */
export const send = (
  { token }: Target,
  url: string,
  { headers, ...init }: Omit<RequestInit, "headers"> & { headers?: Record<string, string> },
) => fetch(url, { redirect: "manual", signal: AbortSignal.timeout(15_000), ...init, headers: { ...withToken(token), ...headers } });

/** Posts an offer. */
export const post = (target: Target, offer: string, headers: Record<string, string> = {}): Promise<Response> =>
  send(target, target.endpoint, { method: "POST", headers: { "content-type": "application/sdp", ...headers }, body: offer });

/** Sends a fragment to a session. */
export const patch = (
  target: Target,
  session: string,
  { fragment, headers }: { readonly fragment: string; readonly headers?: Record<string, string> },
): Promise<Response> =>
  send(target, session, { method: "PATCH", headers: { "content-type": "application/trickle-ice-sdpfrag", ...headers }, body: fragment });

/** Ends a session. */
export const remove = (target: Target, session: string, headers: Record<string, string> = {}): Promise<Response> =>
  send(target, session, { method: "DELETE", headers });

/** Whether a status says that the request was wrong. */
export const isRefusal = (status: number): boolean => status >= 400 && status < 500;
/** Whether a status says that all is well. */
export const isFine = (status: number): boolean => status >= 200 && status < 300;

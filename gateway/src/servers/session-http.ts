import type { FastifyReply, FastifyRequest } from "fastify";
import { readSdpFragment, type FragmentCandidate } from "../protocols/whip/sdp-fragment.ts";

/** A request that names a stream. */
export interface OfStream {
  readonly Params: { readonly stream: string };
}
/** A request that names a session. */
export interface OfSession {
  readonly Params: { readonly session: string };
}

/** What WHIP and WHEP change of a session. */
export interface PatchedSession {
  /** Names the ICE session (RFC 9725 §4.3.1); another after each restart. */
  readonly etag: string;
  addCandidates(candidates: readonly FragmentCandidate[]): Promise<void>;
  /** Answers the fragment with our new credentials; undefined when it failed, and the session goes on as it was. */
  restart(credentials: { readonly ufrag: string; readonly pwd: string }): Promise<string | undefined>;
}

/** What travels by PATCH. */
export const fragmentType = "application/trickle-ice-sdpfrag";
/** Names of streams: they stand in addresses and file names. */
export const streamName = /^[\w-]{1,64}$/;

const iceUfrag = /^[A-Za-z0-9+/]{4,256}$/;
const icePwd = /^[A-Za-z0-9+/]{22,256}$/;

/** What somebody shows: in the address, for players that can send no headers, or as a bearer (RFC 6750 §2). */
export const shownToken = ({ query, headers }: FastifyRequest): string | undefined => {
  const token: unknown = typeof query === "object" && query !== null && "token" in query ? query.token : undefined;
  return typeof token === "string" ? token : headers.authorization;
};

/** The media type of a body. */
export const typeOf = (request: FastifyRequest): string => request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";

/** Says no, with words for the developer. */
export const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type("text/plain; charset=utf-8").send(`${text}\n`);

/** Says no to who has no token, or not the right one. */
export const refuseEntry = (reply: FastifyReply, status: number): FastifyReply =>
  refuse(reply.header("www-authenticate", "Bearer"), status, "A token for this stream is needed.");

/** Takes trickled candidates, or a restart, of one session (RFC 9725 §4.3). */
export const patchSession = async (
  request: FastifyRequest<OfSession>,
  reply: FastifyReply,
  session: PatchedSession,
): Promise<FastifyReply> => {
  if (typeOf(request) !== fragmentType) return refuse(reply, 415, `The body has to be ${fragmentType}.`);
  const fragment = typeof request.body === "string" ? readSdpFragment(request.body) : undefined;
  if (fragment === undefined) return refuse(reply, 400, "This is no fragment (RFC 8840).");
  const condition = request.headers["if-match"];
  if (condition === undefined) return refuse(reply, 428, "If-Match is needed.");
  if (condition === "*") {
    const { ufrag, pwd } = fragment;
    if (ufrag === undefined || pwd === undefined || !iceUfrag.test(ufrag) || !icePwd.test(pwd))
      return refuse(reply, 400, "A restart needs new ICE credentials (RFC 8839 §5.4).");
    const answer = await session.restart({ ufrag, pwd });
    if (answer === undefined) return refuse(reply, 422, "ICE could not be restarted; the session goes on as it was.");
    return reply.code(200).header("etag", session.etag).type(fragmentType).send(answer);
  }
  if (condition !== session.etag) return refuse(reply, 412, "This is another ICE session.");
  await session.addCandidates(fragment.candidates);
  return reply.code(204).send();
};

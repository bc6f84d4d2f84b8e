import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { iceLinks, type IceServers } from "../access/ice-servers.ts";
import { checkOffer } from "../protocols/whip/check-offer.ts";
import { patchSession, refuse, refuseEntry, streamName, typeOf, type OfSession, type OfStream } from "./session-http.ts";
import { addSessionEvents, eventsLink } from "./session-events.ts";
import type { Session, SessionOutcome, Sessions } from "./sessions.ts";

/** What WHIP stands on. */
export interface WhipOptions {
  readonly sessions: Sessions;
  readonly gatekeeper: Gatekeeper;
  readonly iceServers: IceServers | undefined;
}

const answerOffer = (reply: FastifyReply, outcome: SessionOutcome, iceServers: IceServers | undefined): FastifyReply => {
  if (outcome.kind === "taken") return refuse(reply.header("retry-after", "2"), 409, "Somebody else publishes this stream.");
  if (outcome.kind === "busy") return refuse(reply.header("retry-after", "2"), 503, "There is no room for another stream at the moment.");
  if (outcome.kind === "refused") return refuse(reply, 422, "The offer cannot be taken in full.");
  const { session, answer } = outcome;
  const ice = iceServers === undefined ? [] : iceLinks(iceServers, session.id, Date.now());
  const link = [eventsLink(session.id), ...ice].join(", ");
  const headers = { location: `/whip/sessions/${session.id}`, etag: session.etag, link };
  return reply.code(201).headers(headers).type("application/sdp").send(answer);
};

const addEndpoint = (app: FastifyInstance, { sessions, gatekeeper, iceServers }: WhipOptions): void => {
  app.post<OfStream>("/whip/:stream", async (request, reply) => {
    const { stream } = request.params;
    if (!streamName.test(stream)) return refuse(reply, 400, "A name has up to 64 letters, digits, - and _.");
    const entry = await gatekeeper.check(request.headers.authorization, stream, "publish");
    if (entry.status !== 200) return refuseEntry(reply, entry.status);
    if (typeOf(request) !== "application/sdp") return refuse(reply, 415, "The body has to be application/sdp.");
    const problem = checkOffer(request.body, "publish");
    if (problem !== undefined) return refuse(reply, problem.status, problem.text);
    const outcome = await sessions.begin({ sdp: String(request.body), stream, ...entry });
    return answerOffer(reply, outcome, iceServers);
  });
  app.get("/whip/:stream", (_request, reply) => reply.code(204).send());
};

const addSession = (app: FastifyInstance, { sessions, gatekeeper }: WhipOptions): void => {
  const path = "/whip/sessions/:session";
  /** The address of a session is a secret of its own; a token that is shown all the same has to be right. */
  const enter = async (request: FastifyRequest<OfSession>, reply: FastifyReply): Promise<Session | undefined> => {
    const session = sessions.find(request.params.session);
    if (session === undefined) return void refuse(reply, 404, "There is no such session.");
    const { authorization } = request.headers;
    const entry = authorization === undefined ? undefined : await gatekeeper.check(authorization, session.stream, "publish");
    if (entry === undefined || entry.status === 200) return session;
    return void refuseEntry(reply, entry.status);
  };
  app.get<OfSession>(path, (request, reply) => reply.code(sessions.find(request.params.session) === undefined ? 404 : 204).send());
  app.patch<OfSession>(path, async (request, reply) => {
    const session = await enter(request, reply);
    return session === undefined ? reply : patchSession(request, reply, session);
  });
  app.delete<OfSession>(path, async (request, reply) => {
    const session = await enter(request, reply);
    if (session === undefined) return reply;
    await session.end("left");
    return reply.code(200).send();
  });
};

/** WHIP (RFC 9725): publishers come in here. */
export const addWhipRoutes = (app: FastifyInstance, options: WhipOptions): void => {
  addEndpoint(app, options);
  addSession(app, options);
  addSessionEvents(app, options.sessions);
};

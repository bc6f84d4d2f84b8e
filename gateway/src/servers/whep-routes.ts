import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Audience } from "../audience/audience.ts";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { iceLinks, type IceServers } from "../access/ice-servers.ts";
import { checkOffer } from "../protocols/whip/check-offer.ts";
import { patchSession, refuse, refuseEntry, shownToken, typeOf, type OfSession, type OfStream } from "./session-http.ts";
import type { ViewSession, ViewSessionOutcome, ViewSessions } from "./view-sessions.ts";

/** What WHEP stands on. */
export interface WhepOptions {
  readonly views: ViewSessions;
  readonly gatekeeper: Gatekeeper;
  readonly audience: Audience;
  readonly iceServers: IceServers | undefined;
}

const answerOffer = (reply: FastifyReply, outcome: ViewSessionOutcome, iceServers: IceServers | undefined): FastifyReply => {
  if (outcome.kind === "not-live") return refuse(reply.header("retry-after", "2"), 409, "Nobody publishes this stream at the moment.");
  if (outcome.kind === "refused")
    return refuse(reply, 422, "The offer cannot be taken in full: H.264 (packetization mode 1) and Opus are sent.");
  const { session, answer } = outcome;
  const link = iceServers === undefined ? {} : { link: iceLinks(iceServers, session.id, Date.now()).join(", ") };
  return reply
    .code(201)
    .headers({ location: `/whep/sessions/${session.id}`, etag: session.etag, ...link })
    .type("application/sdp")
    .send(answer);
};

const addEndpoint = (app: FastifyInstance, { views, gatekeeper, audience, iceServers }: WhepOptions): void => {
  app.post<OfStream>("/whep/:stream", async (request, reply) => {
    const { stream } = request.params;
    const entry = await gatekeeper.check(shownToken(request), stream, "view");
    if (entry.status !== 200) return refuseEntry(reply, entry.status);
    if (typeOf(request) !== "application/sdp") return refuse(reply, 415, "The body has to be application/sdp.");
    const problem = checkOffer(request.body, "view");
    if (problem !== undefined) return refuse(reply, problem.status, problem.text);
    if (!audience.hasRoom(stream, request.ip))
      return refuse(reply.header("retry-after", "10"), 503, "There is no room for another viewer at the moment.");
    return answerOffer(
      reply,
      await views.begin({ stream, sdp: String(request.body), address: request.ip, endsAtMs: entry.endsAtMs }),
      iceServers,
    );
  });
  // By this type players know the endpoint for what it is (draft-ietf-wish-whep §4.2).
  app.head("/whep/:stream", (_request, reply) => reply.code(200).type("application/sdp").send());
  app.get("/whep/:stream", (_request, reply) => reply.code(204).send());
};

const addSession = (app: FastifyInstance, { views, gatekeeper }: WhepOptions): void => {
  const path = "/whep/sessions/:session";
  /** The address of a session is a secret of its own; a token that is shown all the same has to be right. */
  const enter = async (request: FastifyRequest<OfSession>, reply: FastifyReply): Promise<ViewSession | undefined> => {
    const session = views.find(request.params.session);
    if (session === undefined) return void refuse(reply, 404, "There is no such session.");
    const { authorization } = request.headers;
    const entry = authorization === undefined ? undefined : await gatekeeper.check(authorization, session.stream, "view");
    if (entry === undefined || entry.status === 200) return session;
    return void refuseEntry(reply, entry.status);
  };
  app.get(path, (_request, reply) => reply.code(204).send());
  app.patch<OfSession>(path, async (request, reply) => {
    const session = await enter(request, reply);
    return session === undefined ? reply : patchSession(request, reply, session);
  });
  app.delete<OfSession>(path, async (request, reply) => {
    const session = await enter(request, reply);
    if (session === undefined) return reply;
    await session.end();
    return reply.code(200).send();
  });
};

/** WHEP (draft-ietf-wish-whep-03): viewers over WebRTC come in here. */
export const addWhepRoutes = (app: FastifyInstance, options: WhepOptions): void => {
  addEndpoint(app, options);
  addSession(app, options);
};

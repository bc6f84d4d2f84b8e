import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { endReply } from "./end-reply.ts";
import type { Session, Sessions } from "./sessions.ts";

interface OfSession {
  readonly Params: { readonly session: string };
}

/** The name of the extension (in the manner of draft-ietf-wish-whep §4.8.1) by which a publisher hears of its end at once. */
const eventsRelation = "urn:ietf:params:whip:ext:core:server-sent-events";

/** The link that announces the events of a session. */
export const eventsLink = (id: string): string => `</whip/sessions/${id}/events>; rel="${eventsRelation}"; events="ended"`;

const beatMs = 10_000;

const openEvents = (session: Session, reply: FastifyReply): FastifyReply => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store", "access-control-allow-origin": "*" });
  raw.write(": here you hear of the end of this session\n\n");
  // Proxies close what is silent for long.
  const beat = setInterval(() => raw.writableEnded || raw.write(":\n\n"), beatMs);
  const undo = session.onEnded((reason) => endReply(raw, `event: ended\ndata: ${JSON.stringify({ reason })}\n\n`));
  raw.once("close", () => {
    clearInterval(beat);
    undo();
  });
  return reply;
};

/** Server-sent events of publishers: `ended` with a reason. Whoever hears `worker-lost` publishes anew at once. */
export const addSessionEvents = (app: FastifyInstance, sessions: Sessions): void => {
  const path = "/whip/sessions/:session/events";
  const find = (request: FastifyRequest<OfSession>) => sessions.find(request.params.session);
  // What is wanted is said by POST; there is one stream of events, whatever is asked for.
  app.post<OfSession>(path, (request, reply) => {
    const session = find(request);
    if (session === undefined) return reply.code(404).send();
    return reply.code(201).header("location", `/whip/sessions/${session.id}/events`).send();
  });
  app.get<OfSession>(path, (request, reply) => {
    const session = find(request);
    if (session === undefined) return reply.code(404).send();
    return request.method === "HEAD" ? reply.type("text/event-stream").send() : openEvents(session, reply);
  });
};

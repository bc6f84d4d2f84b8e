import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { checkOffer } from "../protocols/whip/check-offer.ts";
import { readSdpFragment } from "../protocols/whip/sdp-fragment.ts";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import type { Publishers } from "./publishers.ts";

interface OfStream {
  readonly Params: { readonly stream: string };
}
interface OfSession {
  readonly Params: { readonly session: string };
}

const fragmentType = "application/trickle-ice-sdpfrag";

const typeOf = (request: FastifyRequest): string => request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type("text/plain; charset=utf-8").send(`${text}\n`);

/** Takes trickled candidates, or a restart, of one session (RFC 9725 §4.3). */
const patch = async (request: FastifyRequest<OfSession>, reply: FastifyReply, publishers: Publishers): Promise<FastifyReply> => {
  const session = publishers.find(request.params.session);
  if (session === undefined) return refuse(reply, 404, "There is no such session.");
  if (typeOf(request) !== fragmentType) return refuse(reply, 415, `The body has to be ${fragmentType}.`);
  const fragment = typeof request.body === "string" ? readSdpFragment(request.body) : undefined;
  if (fragment === undefined) return refuse(reply, 400, "This is no fragment (RFC 8840).");
  const condition = request.headers["if-match"];
  if (condition === undefined) return refuse(reply, 428, "If-Match is needed.");
  if (condition === "*") {
    const { ufrag, pwd } = fragment;
    if (ufrag === undefined || pwd === undefined) return refuse(reply, 400, "A restart needs new ICE credentials.");
    const answer = await session.restart({ ufrag, pwd });
    return reply.code(200).header("etag", session.etag).type(fragmentType).send(answer);
  }
  if (condition !== session.etag) return refuse(reply, 412, "This is another ICE session.");
  for (const { candidate, mid } of fragment.candidates) {
    // A candidate that cannot be used, such as one of a name, is no error (RFC 9725 §4.3.2).
    await session.publisher.addCandidate(candidate, mid).catch(() => undefined);
  }
  return reply.code(204).send();
};

/** WHIP (RFC 9725): publishers come in here. */
export const addWhipRoutes = (
  app: FastifyInstance,
  { publishers, gatekeeper }: { readonly publishers: Publishers; readonly gatekeeper: Gatekeeper },
): void => {
  app.addContentTypeParser([fragmentType, "application/sdp"], { parseAs: "string", bodyLimit: 96 * 1024 }, (_request, body, done) =>
    done(null, body),
  );

  app.post<OfStream>("/whip/:stream", async (request, reply) => {
    const { stream } = request.params;
    const entry = await gatekeeper.check(request.headers.authorization, stream, "publish");
    if (entry.status !== 200) return refuse(reply.header("www-authenticate", "Bearer"), entry.status, "A token for this stream is needed.");
    if (typeOf(request) !== "application/sdp") return refuse(reply, 415, "The body has to be application/sdp.");
    const problem = checkOffer(request.body);
    if (problem !== undefined) return refuse(reply, problem.status, problem.text);
    const session = await publishers.begin({ sdp: String(request.body), stream, token: entry.token });
    if (session === undefined) return refuse(reply.header("retry-after", "2"), 409, "Somebody else publishes this stream.");
    return reply
      .code(201)
      .headers({ location: `/whip/sessions/${session.id}`, etag: session.etag })
      .type("application/sdp")
      .send(session.answer);
  });
  app.get("/whip/:stream", (_request, reply) => reply.code(204).send());
  app.get("/whip/sessions/:session", (_request, reply) => reply.code(204).send());
  app.patch<OfSession>("/whip/sessions/:session", (request, reply) => patch(request, reply, publishers));
  app.delete<OfSession>("/whip/sessions/:session", async (request, reply) => {
    if (publishers.find(request.params.session) === undefined) return refuse(reply, 404, "There is no such session.");
    await publishers.end(request.params.session);
    return reply.code(200).send();
  });
};

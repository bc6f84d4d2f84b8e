import type { FastifyInstance } from "fastify";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { mostPosterBytes, readPoster, type Posters } from "../programme/posters.ts";
import { refuse, refuseEntry, streamName, type OfStream } from "./session-http.ts";

/** Whoever may publish a stream brings a picture for it; everybody may see it. */
export const addPosterRoutes = (
  app: FastifyInstance,
  { posters, gatekeeper }: { readonly posters: Posters; readonly gatekeeper: Gatekeeper },
): void => {
  const asBytes = { parseAs: "buffer", bodyLimit: mostPosterBytes } as const;
  app.addContentTypeParser(["image/jpeg", "image/png", "image/webp"], asBytes, (_request, body, done) => done(null, body));
  app.put<OfStream>("/api/streams/:stream/poster", { bodyLimit: mostPosterBytes }, async (request, reply) => {
    const { stream } = request.params;
    if (!streamName.test(stream)) return refuse(reply, 400, "A name has up to 64 letters, digits, - and _.");
    const entry = await gatekeeper.check(request.headers.authorization, stream, "publish");
    if (entry.status !== 200) return refuseEntry(reply, entry.status);
    const poster = request.body instanceof Uint8Array ? readPoster(request.body) : undefined;
    if (poster === undefined) return refuse(reply, 415, "A poster is a JPEG, PNG or WebP.");
    await posters.set(stream, poster);
    return reply.code(204).send();
  });
  app.get<OfStream>("/live/:stream/poster", async (request, reply) => {
    const poster = posters.find(request.params.stream);
    if (poster === undefined) return reply.code(404).send();
    // It came from a stranger: nothing in it may run, and nobody may take it for anything else.
    const headers = {
      "cache-control": "max-age=60",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "cross-origin",
    };
    return reply.headers(headers).type(poster.type).send(Buffer.from(poster.bytes));
  });
};

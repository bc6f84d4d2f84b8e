import type { FastifyInstance } from "fastify";
import { mostPosterBytes, posterTypes, type Posters } from "../programme/posters.ts";
import type { OfStream } from "./session-http.ts";

/** Lets pictures in, for the operation that takes them, and shows them to everybody. */
export const addPosterRoutes = (app: FastifyInstance, posters: Posters): void => {
  const asBytes = { parseAs: "buffer", bodyLimit: mostPosterBytes } as const;
  app.addContentTypeParser([...posterTypes], asBytes, (_request, body, done) => done(null, body));
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

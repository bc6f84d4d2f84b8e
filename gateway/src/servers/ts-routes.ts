import type { FastifyInstance } from "fastify";
import type { Audience } from "../audience/audience.ts";
import { atTokenEnd } from "../access/at-token-end.ts";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { feedTs } from "../outputs/ts-feed.ts";
import { endReply } from "./end-reply.ts";
import { shownToken, type OfStream } from "./session-http.ts";
import type { StreamTable } from "./stream-table.ts";

/** A reader that is this far behind is let go, before it costs everybody memory. */
const mostWaitingBytes = 4 * 1024 * 1024;
/** So is one that took nothing for this long: it is gone. */
const stalledMs = 3_000;
const littleBytes = 64 * 1024;

/** MPEG-TS over HTTP: for VLC, ffplay and whatever takes a plain address. */
export const addTsRoutes = (
  app: FastifyInstance,
  { streams, gatekeeper, audience }: { readonly streams: StreamTable; readonly gatekeeper: Gatekeeper; readonly audience: Audience },
): void => {
  app.get<OfStream>("/ts/:stream.ts", async (request, reply) => {
    const { stream } = request.params;
    const entry = await gatekeeper.check(shownToken(request), stream, "view");
    if (entry.status !== 200) return reply.code(entry.status).send();
    const served = streams.find(stream);
    if (served?.published === undefined || served.isEnded) return reply.code(404).header("cache-control", "no-store").send();
    // What has no end has a head all the same.
    if (request.method === "HEAD") return reply.header("cache-control", "no-store").type("video/mp2t").send();
    const leave = audience.enter(stream, request.ip);
    if (leave === undefined) return reply.code(503).header("retry-after", "10").send();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "content-type": "video/mp2t", "cache-control": "no-store", "access-control-allow-origin": "*" });
    let tookMs = performance.now();
    const undo = feedTs(served.bus, {
      nowUs: () => served.nowUs(),
      write(bytes) {
        if (raw.destroyed || raw.writableEnded) return;
        raw.write(bytes);
        if (raw.writableLength < littleBytes) tookMs = performance.now();
        if (raw.writableLength > mostWaitingBytes || performance.now() - tookMs > stalledMs) raw.destroy();
      },
      onEnd: () => endReply(raw),
    });
    const forgetEnd = atTokenEnd(entry.endsAtMs, () => endReply(raw));
    raw.once("close", () => {
      forgetEnd();
      undo();
      leave();
    });
    return reply;
  });
};

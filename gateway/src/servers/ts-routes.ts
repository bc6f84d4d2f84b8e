import type { FastifyInstance } from "fastify";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { createTsMuxer, type TsMuxer } from "../protocols/mpegts/muxer.ts";
import type { StreamTable } from "./stream-table.ts";

interface OfStream {
  readonly Params: { readonly stream: string };
  readonly Querystring: { readonly token?: string };
}

/** A reader that is this far behind is let go, before it costs everybody memory. */
const mostWaitingBytes = 4 * 1024 * 1024;

/** MPEG-TS over HTTP: for VLC, ffplay and whatever takes a plain address. */
export const addTsRoutes = (
  app: FastifyInstance,
  { streams, gatekeeper }: { readonly streams: StreamTable; readonly gatekeeper: Gatekeeper },
): void => {
  app.get<OfStream>("/ts/:stream.ts", async (request, reply) => {
    const { stream } = request.params;
    const entry = await gatekeeper.check(request.query.token ?? request.headers.authorization, stream, "view");
    if (entry.status !== 200) return reply.code(entry.status).send();
    const bus = streams.find(stream)?.bus;
    if (bus?.format === undefined) return reply.code(404).send();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "content-type": "video/mp2t", "cache-control": "no-store", "access-control-allow-origin": "*" });
    let muxer: TsMuxer | undefined;
    const undo = bus.listen(
      {
        onFormat(format) {
          if (muxer === undefined) muxer = createTsMuxer(format);
          else muxer.setFormat(format);
        },
        onFrame(frame) {
          if (muxer === undefined) return;
          raw.write(muxer.write(frame));
          if (raw.writableLength > mostWaitingBytes) raw.destroy();
        },
        onEnd: () => void raw.end(),
      },
      { fromKey: true },
    );
    raw.once("close", undo);
    return reply;
  });
};

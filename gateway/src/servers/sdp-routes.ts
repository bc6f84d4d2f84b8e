import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { udpTarget } from "../outputs/udp-socket.ts";
import { formatOf } from "../stream/format-of.ts";
import { rtpSdp } from "../protocols/sdp/rtp-sdp.ts";
import type { StreamTable } from "./stream-table.ts";

/** An encoder of sound that has to be started takes a moment. */
const waitMs = 5_000;

const asked = z.object({
  host: udpTarget.shape.host.default("127.0.0.1"),
  port: z.coerce.number().pipe(udpTarget.shape.port),
  token: z.string().max(2_048).optional(),
});

/** The file with which players take a stream that is sent as RTP to their address. */
export const addSdpRoutes = (
  app: FastifyInstance,
  { streams, gatekeeper }: { readonly streams: StreamTable; readonly gatekeeper: Gatekeeper },
): void => {
  app.get<{ Params: { stream: string } }>("/rtp/:stream.sdp", async (request, reply) => {
    const { stream } = request.params;
    const query = asked.safeParse(request.query);
    if (!query.success) return reply.code(400).send();
    const { host, port, token } = query.data;
    const entry = await gatekeeper.check(token ?? request.headers.authorization, stream, "view");
    if (entry.status !== 200) return reply.code(entry.status).send();
    const { bus, published } = streams.find(stream) ?? {};
    const format = bus === undefined || published === undefined ? undefined : await formatOf(bus, waitMs);
    if (format === undefined) return reply.code(404).send();
    return reply
      .headers({ "content-disposition": `attachment; filename="${stream.replaceAll(/[^\w-]/g, "_")}.sdp"`, "cache-control": "no-cache" })
      .type("application/sdp")
      .send(rtpSdp(format, { host, port, name: stream.replaceAll(/[^\w-]/g, "_") }));
  });
};

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Audience } from "../audience/audience.ts";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import type { HlsOnDemand } from "../outputs/hls-on-demand.ts";
import type { StreamTable } from "./stream-table.ts";

interface OfFile {
  readonly Params: { readonly stream: string; readonly file: string };
}

const playlistType = "application/vnd.apple.mpegurl";
/** Nobody is kept waiting longer than three target durations (RFC 8216bis §6.2.5.2). */
const waitMs = 9_000;

const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional();
const directives = z.object({
  _HLS_msn: count,
  _HLS_part: count,
  _HLS_skip: z.string().max(8).optional(),
  token: z.string().max(2_048).optional(),
});

/** Whoever comes from one address with one program and one token is one viewer. */
const viewerOf = ({ ip, headers }: FastifyRequest, token = ""): string => `${ip} ${headers["user-agent"] ?? ""} ${token}`;

const sendText = (reply: FastifyReply, text: string | Buffer | undefined): FastifyReply =>
  text === undefined ? reply.code(404).send() : reply.header("cache-control", "no-cache").type(playlistType).send(text);

const sendPlaylist = async (reply: FastifyReply, hls: HlsOnDemand, query: z.output<typeof directives>): Promise<FastifyReply> => {
  const { _HLS_msn: sequence, _HLS_part: part, _HLS_skip: skip, token } = query;
  if (part !== undefined && sequence === undefined) return reply.code(400).send();
  if (sequence !== undefined) {
    const signal = AbortSignal.timeout(waitMs);
    if (!(await hls.until({ sequence, part }, signal))) return reply.code(signal.aborted ? 503 : 400).send();
  }
  return sendText(reply, hls.playlist({ skip: skip === "YES" || skip === "v2", query: tokenQuery(token) }));
};

const tokenQuery = (token: string | undefined): string => (token === undefined ? "" : `?token=${encodeURIComponent(token)}`);

const sendMedia = async (reply: FastifyReply, hls: HlsOnDemand, file: string): Promise<FastifyReply> => {
  const part = /^s(\d{1,12})\.(\d{1,4})\.m4s$/.exec(file);
  // A part that the playlist hinted at is sent the moment it is there.
  if (part !== null && hls.find(file) === undefined)
    await hls.until({ sequence: Number(part[1]), part: Number(part[2]) }, AbortSignal.timeout(waitMs));
  const bytes = hls.find(file);
  if (bytes === undefined) return reply.code(404).send();
  return reply
    .header("cache-control", "max-age=3600, immutable")
    .type("video/mp4")
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
};

/** Low-latency HLS (RFC 8216bis), which plays as plain HLS where low latency is not known. */
export const addHlsRoutes = (
  app: FastifyInstance,
  { streams, gatekeeper, audience }: { readonly streams: StreamTable; readonly gatekeeper: Gatekeeper; readonly audience: Audience },
): void => {
  app.get<OfFile>("/hls/:stream/:file", async (request, reply) => {
    const { stream, file } = request.params;
    const query = directives.safeParse(request.query);
    if (!query.success) return reply.code(400).send();
    const entry = await gatekeeper.check(query.data.token ?? request.headers.authorization, stream, "view");
    if (entry.status !== 200) return reply.code(entry.status).send();
    const hls = streams.find(stream)?.hls;
    if (hls === undefined) return reply.code(404).header("cache-control", "no-store").send();
    if (file.endsWith(".m3u8") && !audience.see(stream, viewerOf(request, query.data.token), request.ip))
      return reply.code(503).header("retry-after", "10").send();
    if (file === "index.m3u8") {
      await hls.untilPlayable(AbortSignal.timeout(waitMs));
      return sendText(reply, hls.index(tokenQuery(query.data.token)));
    }
    return file === "live.m3u8" ? sendPlaylist(reply, hls, query.data) : sendMedia(reply, hls, file);
  });
};

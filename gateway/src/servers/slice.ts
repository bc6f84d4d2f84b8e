import Fastify from "fastify";
import cors from "@fastify/cors";
import { openPublisher, type Publisher } from "../protocols/webrtc/open-publisher.ts";
import { createTsMuxer, type TsMuxer } from "../protocols/mpegts/muxer.ts";
import { createStreamTable } from "./stream-table.ts";

const app = Fastify({ forceCloseConnections: true });
await app.register(cors, { exposedHeaders: ["location", "etag", "link"] });
app.addContentTypeParser("application/sdp", { parseAs: "string" }, (_request, body, done) => done(null, body));
const table = createStreamTable((error) => console.error("report", error));
const publishers = new Map<string, Publisher>();
app.post<{ Params: { name: string }; Body: string }>("/whip/:name", async (request, reply) => {
  const { name } = request.params;
  const stream = table.open(name);
  const publisher = await openPublisher(request.body, { host: "127.0.0.1" }, (kinds) => {
    const publication = stream.live.begin(kinds);
    return { ...publication, onSign: () => undefined, onConnected: () => console.log("connected"), onLost: () => publication.end() };
  });
  const timer = setInterval(() => publisher.requestKey(), 2_000);
  publishers.set(name, publisher);
  void timer;
  return reply.code(201).header("location", `/whip/${name}/x`).type("application/sdp").send(publisher.answer);
});
app.get<{ Params: { name: string; file: string }; Querystring: Record<string, string> }>("/hls/:name/:file", async (request, reply) => {
  const { name, file } = request.params;
  const stream = table.find(name);
  if (stream === undefined) return reply.code(404).send();
  const signal = AbortSignal.timeout(5_000);
  if (file === "index.m3u8") {
    const text = stream.hls.index("");
    return text === undefined ? reply.code(404).send() : reply.type("application/vnd.apple.mpegurl").send(text);
  }
  if (file === "live.m3u8") {
    const { _HLS_msn: msn, _HLS_part: part, _HLS_skip: skip } = request.query;
    if (msn !== undefined && !(await stream.hls.until({ sequence: Number(msn), part: part === undefined ? undefined : Number(part) }, signal))) return reply.code(400).send();
    return reply.type("application/vnd.apple.mpegurl").send(stream.hls.playlist({ skip: skip === "YES", query: "" }));
  }
  const wanted = /^s(\d+)\.(\d+)\.m4s$/.exec(file);
  if (wanted !== null && stream.hls.find(file) === undefined) await stream.hls.until({ sequence: Number(wanted[1]), part: Number(wanted[2]) }, signal);
  const bytes = stream.hls.find(file);
  return bytes === undefined ? reply.code(404).send() : reply.type("video/mp4").send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
});
app.get<{ Params: { name: string } }>("/ts/:name", (request, reply) => {
  const stream = table.find(request.params.name.replace(/\.ts$/, ""));
  if (stream === undefined) return reply.code(404).send();
  reply.hijack();
  reply.raw.writeHead(200, { "content-type": "video/mp2t" });
  let muxer: TsMuxer | undefined;
  const undo = stream.live.bus.listen(
    {
      onFormat: (format) => void (muxer = createTsMuxer(format)),
      onFrame: (frame) => void reply.raw.write(muxer?.write(frame) ?? ""),
      onEnd: () => void reply.raw.end(),
    },
    { fromKey: true },
  );
  request.raw.on("close", undo);
});
console.log(await app.listen({ port: Number(process.env["PORT"] ?? 0), host: "127.0.0.1" }));

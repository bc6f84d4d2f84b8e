import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import { recordedPlaylist } from "../protocols/hls/playlist.ts";
import type { Recordings } from "./recordings.ts";

const name = z.string().regex(/^[\w-]{1,64}$/);
const place = z.object({ stream: name, id: name });
const file = z.string().regex(/^(?:s\d{1,12}\.m4s|i\d{1,6}\.mp4|recording(?:-\d{1,4})?\.mp4)$/);
const query = z.object({ token: z.string().max(2_048).optional() });

/** The id that stands for the newest recording of a stream: to rewind what is live. */
const latest = "latest";
const targetSeconds = 6;

/** One range of bytes (RFC 9110 §14.1.2); undefined: all of them, "none": outside. */
const readRange = (header: string | undefined, size: number): { readonly start: number; readonly end: number } | "none" | undefined => {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  const start = from === "" ? Math.max(size - Number(to), 0) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? "none" : { start, end };
};

const sendFile = async (
  reply: FastifyReply,
  path: string,
  { range, isFixed }: { range: string | undefined; isFixed: boolean },
): Promise<FastifyReply> => {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return reply.code(404).send();
  const asked = readRange(range, facts.size);
  if (asked === "none") return reply.code(416).header("content-range", `bytes */${facts.size}`).send();
  const { start, end } = asked ?? { start: 0, end: facts.size - 1 };
  void reply.headers({
    "accept-ranges": "bytes",
    "content-length": end - start + 1,
    "cache-control": isFixed ? "max-age=3600, immutable" : "no-cache",
    ...(asked === undefined ? {} : { "content-range": `bytes ${start}-${end}/${facts.size}` }),
  });
  return reply
    .code(asked === undefined ? 200 : 206)
    .type("video/mp4")
    .send(createReadStream(path, { start, end }));
};

/** Recordings: a list, each as HLS while it grows and afterwards, and as MP4 once it is whole. */
export const addRecordingRoutes = (
  app: FastifyInstance,
  { recordings, gatekeeper }: { readonly recordings: Recordings; readonly gatekeeper: Gatekeeper },
): void => {
  const enter = async (authorization: string | undefined, stream: string, asked: unknown): Promise<number> => {
    const token = query.safeParse(asked).data?.token;
    return (await gatekeeper.check(token ?? authorization, stream, "view")).status;
  };
  app.get<{ Params: { stream: string } }>("/recordings/:stream", async (request, reply) => {
    const stream = name.safeParse(request.params.stream);
    if (!stream.success) return reply.code(400).send();
    const status = await enter(request.headers.authorization, stream.data, request.query);
    if (status !== 200) return reply.code(status).send();
    return reply.header("cache-control", "no-cache").send(await recordings.list(stream.data));
  });
  app.get<{ Params: { stream: string; id: string; file: string } }>("/recordings/:stream/:id/:file", async (request, reply) => {
    const asked = place.safeParse(request.params);
    if (!asked.success) return reply.code(400).send();
    const { stream } = asked.data;
    const status = await enter(request.headers.authorization, stream, request.query);
    if (status !== 200) return reply.code(status).send();
    const id = asked.data.id === latest ? ((await recordings.list(stream))[0]?.id ?? "") : asked.data.id;
    const wanted = request.params.file;
    if (wanted !== "index.m3u8") {
      const named = file.safeParse(wanted);
      if (!named.success) return reply.code(404).send();
      const isFixed = asked.data.id !== latest;
      return sendFile(reply, recordings.pathOf(stream, id, named.data), { range: request.headers.range, isFixed });
    }
    const recorded = id === "" ? undefined : await recordings.read(stream, id);
    if (recorded === undefined) return reply.code(404).send();
    const token = query.safeParse(request.query).data?.token;
    const tokenQuery = token === undefined ? "" : `?token=${encodeURIComponent(token)}`;
    const text = recordedPlaylist(recorded.window, { targetSeconds, query: tokenQuery, isShifting: recorded.isShifting });
    return reply.header("cache-control", "no-cache").type("application/vnd.apple.mpegurl").send(text);
  });
};

import { streamName } from "@tfx/protocol/broadcasts";
import type { FastifyInstance, FastifyReply } from "fastify";
import { atTokenEnd } from "../access/at-token-end.ts";
import type { Gatekeeper } from "../access/gatekeeper.ts";
import type { Audience } from "../audience/audience.ts";
import type { Texts } from "../texts/texts.ts";
import type { Broadcasts } from "./broadcasts.ts";
import { endReply } from "./end-reply.ts";
import { refuse, refuseEntry, shownToken, type OfStream } from "./session-http.ts";

/** What reading along stands on. */
export interface TextRoutesOptions {
  readonly texts: Texts;
  readonly broadcasts: Pick<Broadcasts, "onAirSince">;
  readonly gatekeeper: Gatekeeper;
  /** Counts those who read, beside those who watch. */
  readonly readers: Audience;
}

const beatMs = 10_000;
/** Whoever has not taken so much is let go: it can come back, and is told what is kept. */
const mostWaitingBytes = 1024 * 1024;
const againMs = 2_000;

/** Writes until the reader leaves, lags or the broadcast is over. */
const openReading = (reply: FastifyReply, read: (reader: Parameters<Texts["read"]>[1]) => () => void, leave: () => void): FastifyReply => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    // Proxies that gather what they hand on would hold back every line.
    "x-accel-buffering": "no",
    "access-control-allow-origin": "*",
  });
  const write = (what: string | Buffer): void => {
    if (raw.destroyed || raw.writableEnded) return;
    raw.write(what);
    if (raw.writableLength > mostWaitingBytes) raw.destroy();
  };
  write(`retry: ${againMs}\n\n`);
  const undo = read({ write: (_texts, frame) => write(frame), end: () => endReply(raw, "event: ended\ndata: {}\n\n") });
  // Proxies close what is silent for long; and who takes nothing of it is gone.
  let waitedBytes = 0;
  const beat = setInterval(() => {
    if (waitedBytes > 0 && raw.writableLength >= waitedBytes) raw.destroy();
    write(":\n\n");
    waitedBytes = raw.writableLength;
  }, beatMs);
  raw.once("close", () => {
    clearInterval(beat);
    undo();
    leave();
  });
  return reply;
};

/** Server-sent events of what is written in a broadcast: arrays of texts, first those that are kept; `ended` at its end. */
export const addTextRoutes = (app: FastifyInstance, { texts, broadcasts, gatekeeper, readers }: TextRoutesOptions): void => {
  app.get<OfStream>("/live/:stream/texts", async (request, reply) => {
    const { stream } = request.params;
    if (!streamName.safeParse(stream).success) return refuse(reply, 400, "This is no name of a stream.");
    const entry = await gatekeeper.check(shownToken(request), stream, "view");
    if (entry.status !== 200) return refuseEntry(reply, entry.status);
    if (broadcasts.onAirSince(stream) === undefined) return refuse(reply.header("cache-control", "no-store"), 404, "It is not on air.");
    // What has no end has a head all the same.
    if (request.method === "HEAD") return reply.header("cache-control", "no-store").type("text/event-stream").send();
    const leave = readers.enter(stream, request.ip);
    if (leave === undefined) return refuse(reply.header("retry-after", "10"), 503, "There is no room for one more reader.");
    const forgetEnd = atTokenEnd(entry.endsAtMs, () => endReply(reply.raw));
    return openReading(
      reply,
      (reader) => texts.read(stream, reader),
      () => {
        forgetEnd();
        leave();
        readers.forget(stream);
      },
    );
  });
};

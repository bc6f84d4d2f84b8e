import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createAudience } from "../audience/audience.ts";
import type { TextReader } from "../texts/texts.ts";
import { createHttpApp } from "./http-app.ts";
import { addTextRoutes } from "./text-routes.ts";

let endsAtMs: number | undefined;
let app: Awaited<ReturnType<typeof createHttpApp>>;
const reading = new Set<TextReader>();
const readers = createAudience(
  { viewers: 2, viewersPerStream: 2, viewersPerAddress: 2 },
  { nowMs: () => performance.now(), whep: () => 0, whepFrom: () => 0 },
);
beforeEach(async () => {
  endsAtMs = undefined;
  app = await createHttpApp({ limits: { take: () => 0 }, connections: { enter: () => () => undefined }, trustedProxies: 0 });
  addTextRoutes(app, {
    texts: {
      take: () => 0,
      kindsOf: () => [],
      read: (_stream, reader) => {
        reading.add(reader);
        return () => void reading.delete(reader);
      },
      end: () => undefined,
    },
    broadcasts: { onAirSince: (stream) => (stream === "film" ? 1 : undefined) },
    gatekeeper: { check: async () => ({ status: 200, owner: "", endsAtMs }) },
    readers,
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => app.close());

const dial = async (): Promise<Socket> => {
  const address = app.server.address();
  const socket = connect(typeof address === "object" ? (address?.port ?? 0) : 0, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write("GET /live/film/texts HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  return socket;
};

it("lets go of a reader who takes nothing, without the others' noticing", async () => {
  const [asleep, awake] = await Promise.all([dial(), dial()]);
  asleep.pause();
  let heard = 0;
  awake.on("data", (bytes: Buffer) => (heard += bytes.length));
  await vi.waitUntil(() => reading.size === 2);
  const frame = Buffer.alloc(64 * 1024, "x");
  let sent = 0;
  await vi.waitUntil(
    () => {
      for (const reader of reading) reader.write([], frame);
      sent += frame.length;
      return reading.size === 1;
    },
    { timeout: 10_000, interval: 5 },
  );
  await vi.waitUntil(() => heard >= sent, { timeout: 10_000 });
  expect(awake.destroyed).toBe(false);
  for (const reader of reading) reader.end();
  await once(awake, "end");
  await vi.waitUntil(() => reading.size === 0);
  asleep.destroy();
});

/** Writes until a reader who takes nothing has so many frames waiting that little more would let go of it. */
const fill = async (frame: Buffer, frames = Number.POSITIVE_INFINITY): Promise<number> => {
  let sent = 0;
  await vi.waitUntil(
    () => {
      for (const reader of reading) reader.write([], frame);
      sent += 1;
      return reading.size === 0 || sent >= frames;
    },
    { timeout: 10_000, interval: 1 },
  );
  return sent;
};

it("writes nothing more to a reader whose token has ended, even while the rest waits, and does not wait for long", async () => {
  const frame = Buffer.alloc(64 * 1024, "x");
  const first = await dial();
  first.pause();
  await vi.waitUntil(() => reading.size === 1);
  const most = await fill(frame);
  first.destroy();
  endsAtMs = Date.now() + 1_500;
  const asleep = await dial();
  asleep.pause();
  await vi.waitUntil(() => reading.size === 1);
  await fill(frame, most - 6);
  expect(reading.size).toBe(1);
  await vi.waitUntil(() => Date.now() > (endsAtMs ?? 0) + 100, { timeout: 3_000 });
  // An error that nobody hears would end the process.
  for (const reader of reading) reader.write([], Buffer.from("data: more\n\n"));
  for (const reader of reading) reader.end();
  expect(reading.size).toBe(1);
  await vi.waitUntil(() => reading.size === 0, { timeout: 8_000 });
  asleep.destroy();
}, 20_000);

it("has as many places as there may be viewers, and none for what is not on air", async () => {
  const sockets = [await dial(), await dial()];
  await vi.waitUntil(() => reading.size === 2);
  const statusOf = async (path: string, method = "GET") =>
    (await app.inject({ method, url: path } as { method: "GET"; url: string })).statusCode;
  expect(await statusOf("/live/film/texts")).toBe(503);
  expect(await statusOf("/live/film/texts", "HEAD")).toBe(200);
  expect(await statusOf("/live/other/texts")).toBe(404);
  expect(await statusOf("/live/a.b/texts")).toBe(400);
  for (const socket of sockets) socket.destroy();
  await vi.waitUntil(() => reading.size === 0);
  expect(readers.totals.ts).toBe(0);
});

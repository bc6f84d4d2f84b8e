import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Gateway } from "../src/index.ts";
import { openFilmPublisher, type FilmPublisher } from "../src/testing/film-publisher.ts";
import { loadFilm } from "../src/testing/load-film.ts";
import { openTestGateway } from "../src/testing/open-gateway.ts";

const films = {
  large: loadFilm({ seconds: 3, sound: "opus", colour: "red", kbps: 800 }),
  small: loadFilm({ seconds: 3, sound: "opus", colour: "blue" }),
} as const;
const folder = mkdtempSync(join(tmpdir(), "tfx-share-"));
const share = 600_000;
let gateway: Gateway;
const publishers: FilmPublisher[] = [];
beforeAll(async () => {
  gateway = await openTestGateway({ folder, limits: { diskBytesPerStream: share, freeDiskBytes: 0 } });
}, 60_000);
afterAll(async () => {
  await Promise.all(publishers.map((publisher) => publisher.close()));
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const api = async (path: string, body?: unknown): Promise<unknown> => {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return (await fetch(gateway.url + path, body === undefined ? {} : post)).json();
};
const record = async (stream: keyof typeof films): Promise<void> => {
  publishers.push(await openFilmPublisher({ url: `${gateway.url}/whip/${stream}`, film: films[stream] }));
  await api(`/api/streams/${stream}/outputs`, { kind: "record", params: {} });
};

it("a stream that has used its share of the disk is recorded no more, and others are", { timeout: 90_000 }, async () => {
  await Promise.all([record("large"), record("small")]);
  const outputs = (stream: string) => api(`/api/streams/${stream}/outputs`);
  await expect
    .poll(() => outputs("large"), { timeout: 60_000, interval: 200 })
    .toMatchObject([{ report: { state: "retrying", detail: "This stream has used its share of the disk." } }]);
  expect(await outputs("small")).toMatchObject([{ report: { state: "running" } }]);
  const recordedBytes = async () => ((await api("/api/streams/large")) as { recordedBytes: number }).recordedBytes;
  // Half of it is for the MP4 that it is joined to; what is told is what was found at the last look, up to two seconds ago.
  await expect.poll(recordedBytes, { timeout: 5_000 }).toBeGreaterThan(share / 4);
  expect(await recordedBytes()).toBeLessThan(share);
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  const figureOf = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(metrics)?.[1]);
  expect(figureOf('tfx_gateway_recorded_bytes{stream="large"}')).toBeGreaterThan(share / 4);
  expect(figureOf("tfx_gateway_disk_bytes")).toBeGreaterThan(figureOf('tfx_gateway_recorded_bytes{stream="large"}'));
});

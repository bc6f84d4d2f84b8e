import { setTimeout as wait } from "node:timers/promises";
import { loadFilm, openReplayPublisher } from "@tfx/gateway/testing";
import { openHlsViewer } from "./hls-viewer.ts";
import type { Order, Report, Traffic } from "./protocol.ts";
import { openWhepViewer, type ViewerCount } from "./whep-viewer.ts";

// The load generator: a process of its own, driven by its parent.

const filmSeconds = 10;
const soundKbps = 64;
const atOnce = 8;
const counts: ViewerCount[] = [];
/** When the first viewer had a part, and how much later others had it. */
const firstMs = new Map<string, number>();
let lags: number[] = [];

const handlePart = (name: string): void => {
  const nowMs = performance.now();
  const first = firstMs.get(name);
  if (first === undefined) firstMs.set(name, nowMs);
  else lags.push(nowMs - first);
};

const publish = async ({ url, kbps }: Extract<Order, { kind: "publish" }>): Promise<Report> => {
  const film = loadFilm({ seconds: filmSeconds, sound: "opus", size: "640x360", kbps: kbps - soundKbps });
  await openReplayPublisher(url, film, filmSeconds * 1_000_000);
  return {};
};

const watch = async (viewers: number, open: (number: number) => Promise<{ readonly count: ViewerCount }>): Promise<Report> => {
  for (let first = 0; first < viewers; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, viewers - first) }, (_, index) => open(first + index));
    counts.push(...(await Promise.all(some)).map(({ count }) => count));
  }
  return {};
};

const measure = async (seconds: number): Promise<Report> => {
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const before = counts.map((count) => ({ ...count }));
  lags = [];
  await wait(seconds * 1_000);
  const elapsedMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  const since = (read: (count: ViewerCount) => number): number =>
    counts.reduce((sum, count, index) => sum + read(count) - read(before[index] ?? { bytes: 0, units: 0, missing: 0 }), 0);
  const sorted = lags.toSorted((one, other) => one - other);
  const traffic: Traffic = {
    bytes: since(({ bytes }) => bytes),
    units: since(({ units }) => units),
    missing: since(({ missing }) => missing),
    served: counts.filter(({ units }, index) => units > (before[index]?.units ?? 0)).length,
    spreadMs: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
  };
  return { traffic, ownShare: (user + system) / 1_000 / elapsedMs };
};

const obey = async (order: Order): Promise<Report> => {
  switch (order.kind) {
    case "publish":
      return publish(order);
    case "watch-whep":
      return watch(order.viewers, () => openWhepViewer(order.url));
    case "watch-hls":
      return watch(order.viewers, (number) => openHlsViewer(order.url, number, handlePart));
    default:
      return measure(order.seconds);
  }
};

process.on("message", (order: Order) => {
  obey(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: String(error) } satisfies Report),
  );
});

import { setTimeout } from "node:timers/promises";
import { setUpCall, type Pair, type Traffic } from "./call-setup.ts";
import { Client } from "./client.ts";
import { dialects, type Dialect } from "./dialects.ts";
import type { Order, Report } from "./protocol.ts";

// The load generator: a process of its own, driven by its parent.

interface Pool {
  readonly dialect: Dialect;
  readonly clients: Client[];
}

const pools = new Map<string, Pool>();
const batch = 50;
const tickMs = 10;
/** Time for the last candidates and acknowledgements of a run, and how long a busy machine may make it. */
const tailMs = 600;
const patienceMs = 10_000;

const connect = async ({ server, dialect: name, clients: wanted }: Extract<Order, { kind: "connect" }>): Promise<Report> => {
  const pool = pools.get(server) ?? { dialect: dialects[name], clients: [] };
  pools.set(server, pool);
  while (pool.clients.length < wanted) {
    const first = pool.clients.length;
    const count = Math.min(batch, wanted - first);
    const room = (index: number): string => `room-${Math.floor((first + index) / 2)}`;
    const opening = Array.from({ length: count }, (_, index) => Client.open(server, room(index), pool.dialect));
    pool.clients.push(...(await Promise.all(opening)));
  }
  return {};
};

const run = async ({ server, callsPerSecond, seconds }: Extract<Order, { kind: "run" }>): Promise<Report> => {
  const pool = pools.get(server);
  if (pool === undefined) throw new Error("not connected");
  const { dialect, clients } = pool;
  const pairs = Array.from({ length: clients.length / 2 }, (_, index) => [clients[2 * index], clients[2 * index + 1]] as Pair);
  const traffic: Traffic = { sent: 0, received: 0, acks: 0 };
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  let calls = 0;
  for (let elapsedMs = 0; elapsedMs < seconds * 1_000; elapsedMs = performance.now() - started) {
    for (const due = (elapsedMs * callsPerSecond) / 1_000; calls < due; calls += 1) {
      const pair = pairs[calls % pairs.length];
      if (pair !== undefined) setUpCall(pair, dialect, traffic);
    }
    await setTimeout(tickMs);
  }
  await setTimeout(tailMs);
  const asked = performance.now();
  while (traffic.received < traffic.sent && performance.now() - asked < patienceMs) await setTimeout(tickMs);
  const { user, system } = process.cpuUsage(cpuBefore);
  return { traffic, ownShare: (user + system) / 1_000 / (performance.now() - started) };
};

const close = ({ server }: Extract<Order, { kind: "close" }>): Report => {
  for (const client of pools.get(server)?.clients ?? []) client.close();
  pools.delete(server);
  return {};
};

const obey = async (order: Order): Promise<Report> => {
  if (order.kind === "connect") return connect(order);
  return order.kind === "run" ? run(order) : close(order);
};

process.on("message", (order: Order) => {
  obey(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: String(error) } satisfies Report),
  );
});

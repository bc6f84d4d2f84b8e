import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Registry } from "prom-client";
import type { Audience } from "../audience/audience.ts";
import { figuresOf } from "../api/stream-facts.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Supervisor } from "../processes/supervisor.ts";

/** What figures are read from when somebody asks for them. */
export interface MetricSources {
  readonly supervisor: Supervisor;
  readonly audience: Audience;
  /** Those who read along. */
  readonly readers: Pick<Audience, "totals">;
  readonly hooks: Hooks;
}

/** The figures of a gateway in the Prometheus text format. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** A publisher's session ended. */
  countEnded(reason: string): void;
  /** Somebody was not let in. */
  countRefused(reason: string): void;
  close(): void;
}

const createRegister = () => {
  const registry = new Registry();
  const add = (metric: Gauge | Counter<"reason">): void => registry.registerMetric(metric);
  return {
    registry,
    gauge: (name: string, help: string, read: () => number): void => {
      const gauge: Gauge = new Gauge({ name, help, registers: [], collect: () => gauge.set(read()) });
      add(gauge);
    },
    /** One value for each label. */
    labelled: (name: string, { help, label }: { help: string; label: string }, read: () => Iterable<readonly [string, number]>): void => {
      const collect = (): void => {
        gauge.reset();
        for (const [value, count] of read()) gauge.set({ [label]: value }, count);
      };
      const gauge: Gauge = new Gauge({ name, help, labelNames: [label], registers: [], collect });
      add(gauge);
    },
    counter: (name: string, help: string): Counter<"reason"> => {
      const counter = new Counter({ name, help, labelNames: ["reason"] as const, registers: [registry] });
      return counter;
    },
  };
};

type Register = ReturnType<typeof createRegister>;

const addStreams = ({ gauge, labelled }: Register, { supervisor, audience, readers, hooks }: MetricSources): void => {
  const each = (read: (figures: ReturnType<typeof figuresOf>[number]) => number) => () =>
    figuresOf(supervisor).map((figures) => [figures.stream, read(figures)] as const);
  const ofStream = (help: string) => ({ help, label: "stream" });
  gauge("tfx_gateway_publishers", "Publishers at the moment", () => figuresOf(supervisor).length);
  labelled(
    "tfx_gateway_received_bits_per_second",
    ofStream("Bits a second from a publisher"),
    each(({ bitsPerSecond }) => bitsPerSecond),
  );
  labelled(
    "tfx_gateway_received_bytes",
    ofStream("Bytes since a publisher began"),
    each(({ receivedBytes }) => receivedBytes),
  );
  labelled(
    "tfx_gateway_lost_packets",
    ofStream("Packets that never came since a publisher began"),
    each(({ lostPackets }) => lostPackets),
  );
  labelled(
    "tfx_gateway_recorded_bytes",
    ofStream("Bytes of recordings under the name of a stream that is published"),
    each(({ recordedBytes }) => recordedBytes),
  );
  gauge("tfx_gateway_disk_bytes", "Bytes of all recordings", () =>
    supervisor.workers.reduce((most, { pulse }) => Math.max(most, pulse?.diskBytes ?? 0), 0),
  );
  labelled("tfx_gateway_viewers", { help: "Viewers by how they watch", label: "kind" }, () => Object.entries(audience.totals));
  gauge("tfx_gateway_readers", "Viewers who read what is written in the call", () => readers.totals.ts);
  gauge("tfx_gateway_hooks_delivered", "Webhooks that arrived", () => hooks.delivered);
  gauge("tfx_gateway_hooks_given_up", "Webhooks that were given up", () => hooks.givenUp);
};

const addProcesses = ({ gauge, labelled }: Register, supervisor: Supervisor, delay: ReturnType<typeof monitorEventLoopDelay>): void => {
  const workers = (read: (pulse: { residentBytes: number; cpuSeconds: number }) => number) => () =>
    supervisor.workers.map(({ id, pulse }) => [String(id), pulse === undefined ? 0 : read(pulse)] as const);
  gauge("tfx_gateway_workers", "Processes that carry streams", () => supervisor.workers.filter(({ isReady }) => isReady).length);
  gauge("tfx_gateway_worker_crashes", "Workers that ended by themselves", () => supervisor.crashes);
  labelled(
    "tfx_gateway_worker_resident_memory_bytes",
    { help: "Resident memory of a worker", label: "worker" },
    workers(({ residentBytes }) => residentBytes),
  );
  labelled(
    "tfx_gateway_worker_cpu_seconds",
    { help: "CPU time of a worker since it began", label: "worker" },
    workers(({ cpuSeconds }) => cpuSeconds),
  );
  gauge("process_resident_memory_bytes", "Resident memory of the front", () => process.memoryUsage.rss());
  gauge("process_cpu_seconds", "CPU time of the front", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge("nodejs_eventloop_lag_p99_seconds", "Event loop delay of the front, 99th percentile since the last reading", () => {
    const p99 = delay.percentile(99) / 1e9;
    delay.reset();
    return p99;
  });
};

/** Makes the metrics of a gateway. */
export const createMetrics = (sources: MetricSources): Metrics => {
  const register = createRegister();
  const delay = monitorEventLoopDelay({ resolution: 50 });
  delay.enable();
  const ended = register.counter("tfx_gateway_sessions_ended_total", "Sessions of publishers that ended");
  const refused = register.counter("tfx_gateway_refused_total", "Who was not let in");
  addStreams(register, sources);
  addProcesses(register, sources.supervisor, delay);
  return {
    contentType: register.registry.contentType,
    text: () => register.registry.metrics(),
    countEnded: (reason) => ended.inc({ reason }),
    countRefused: (reason) => refused.inc({ reason }),
    close: () => delay.disable(),
  };
};

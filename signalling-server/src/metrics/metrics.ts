import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { ErrorCode } from "@tfx/protocol";
import { Counter, Gauge, Registry } from "prom-client";

/** What is read when the metrics are asked for. */
export interface MetricSources {
  readonly sockets: () => number;
  readonly rooms: () => { rooms: number; participants: number };
}

/**
 * The server's figures in the Prometheus text format. What happens for every message is counted in
 * plain numbers and read only when somebody asks.
 */
export class Metrics {
  relayed = 0;
  dropped = 0;
  readonly #registry = new Registry();
  readonly #delay = monitorEventLoopDelay({ resolution: 50 });
  readonly #refusals: Counter<"code">;
  readonly #closed: Counter<"reason">;
  readonly #refusedSockets: Counter<"reason">;

  constructor(sources: MetricSources) {
    const registers = [this.#registry];
    this.#refusals = new Counter({ name: "tfx_refusals_total", help: "Refused calls and messages", labelNames: ["code"], registers });
    this.#closed = new Counter({ name: "tfx_sockets_closed_total", help: "Closed sockets", labelNames: ["reason"], registers });
    this.#refusedSockets = new Counter({
      name: "tfx_sockets_refused_total",
      help: "Sockets that were not let in",
      labelNames: ["reason"],
      registers,
    });
    this.#gauge("tfx_sockets", "Open sockets", sources.sockets);
    this.#gauge("tfx_rooms", "Rooms", () => sources.rooms().rooms);
    this.#gauge("tfx_participants", "People with a live socket in a room", () => sources.rooms().participants);
    this.#counter("tfx_messages_relayed_total", "Relayed messages", () => this.relayed);
    this.#counter("tfx_messages_dropped_total", "Messages to somebody away or stalled", () => this.dropped);
    this.#addProcess();
    this.#delay.enable();
  }

  /** The content type of `text`. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  countRefusal(code: ErrorCode): void {
    this.#refusals.inc({ code });
  }

  countClosed(reason: string): void {
    this.#closed.inc({ reason });
  }

  countRefusedSocket(reason: string): void {
    this.#refusedSockets.inc({ reason });
  }

  /** All figures as text. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  close(): void {
    this.#delay.disable();
  }

  #addProcess(): void {
    this.#gauge("process_resident_memory_bytes", "Resident memory", () => process.memoryUsage.rss());
    this.#gauge("nodejs_heap_size_used_bytes", "Used heap", () => process.memoryUsage().heapUsed);
    this.#gauge("nodejs_eventloop_lag_p99_seconds", "Event loop delay, 99th percentile since the last reading", () => {
      const p99 = this.#delay.percentile(99) / 1e9;
      this.#delay.reset();
      return p99;
    });
    let before = performance.eventLoopUtilization();
    this.#gauge("nodejs_eventloop_utilization", "Share of time the event loop was busy since the last reading", () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    });
    this.#counter("process_cpu_seconds_total", "User and system CPU time", () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
  }

  #gauge(name: string, help: string, read: () => number): void {
    const collect = (): void => gauge.set(read());
    const gauge = new Gauge({ name, help, registers: [], collect });
    this.#registry.registerMetric(gauge);
  }

  #counter(name: string, help: string, read: () => number): void {
    const collect = (): void => {
      counter.reset();
      counter.inc(read());
    };
    const counter = new Counter({ name, help, registers: [], collect });
    this.#registry.registerMetric(counter);
  }
}

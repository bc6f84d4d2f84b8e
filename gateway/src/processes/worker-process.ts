import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { WorkerOptions } from "../worker/worker-options.ts";
import { createStallMeter } from "./stall-meter.ts";
import { createAsker, type Asker, type NewsHandlers } from "./link.ts";
import type { WorkerCalls, WorkerNews, WorkerPulse } from "./worker-calls.ts";

/** A process that carries streams, as its parent sees it. */
export interface WorkerProcess {
  readonly id: number;
  readonly pid: number | undefined;
  /** It said something and takes streams. */
  readonly isReady: boolean;
  readonly pulse: WorkerPulse | undefined;
  readonly call: Asker<WorkerCalls>["call"];
  /** Ends its streams in order, then the process; by force when that takes too long. */
  close(): Promise<void>;
}

/** Who hears of a worker. */
export interface WorkerListener {
  readonly news: NewsHandlers<WorkerNews>;
  onReady(): void;
  /** It is gone, whoever ended it. */
  onGone(ranMs: number): void;
}

/** A process that says nothing for this long hangs, and is ended. */
const silentMs = 5_000;
const watchEveryMs = 1_000;
/** How long a start may take on a busy machine. */
const startMs = 30_000;
const closeMs = 5_000;

const program = fileURLToPath(new URL("../worker/main.ts", import.meta.url));

/** Workers and their ffmpegs read what strangers send: they do not get to know our secrets. */
const withoutSecrets = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^TFX_.*(?:SECRET|TOKEN|HOOKS)/.test(name)));

const startChild = (options: WorkerOptions): ChildProcess =>
  fork(program, [], {
    serialization: "advanced",
    execArgv: [],
    env: { ...withoutSecrets(), TFX_GATEWAY_WORKER: JSON.stringify(options) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
  });

/** Starts a worker. */
export const startWorker = (id: number, options: WorkerOptions, listener: WorkerListener): WorkerProcess => {
  const startedMs = performance.now();
  const child = startChild(options);
  let pulse: WorkerPulse | undefined;
  let heardMs = startedMs + startMs;
  const asker = createAsker<WorkerCalls, WorkerNews>(
    {
      // A message to a process that ends just now goes nowhere; its exit is heard of in any case.
      send: (message) => void (child.connected && child.send(message as object, () => undefined)),
      onMessage: (listen) => void child.on("message", listen),
    },
    {
      ...listener.news,
      "worker.pulse"(next) {
        const isFirst = pulse === undefined;
        pulse = next;
        heardMs = performance.now();
        if (isFirst) listener.onReady();
        listener.news["worker.pulse"](next);
      },
    },
  );
  const stalled = createStallMeter(watchEveryMs);
  const watch = setInterval(() => {
    heardMs += stalled();
    if (performance.now() - heardMs > silentMs) child.kill("SIGKILL");
  }, watchEveryMs);
  let isGone = false;
  const leave = (): void => {
    if (isGone) return;
    isGone = true;
    clearInterval(watch);
    asker.close();
    listener.onGone(performance.now() - startedMs);
  };
  child.once("exit", leave);
  // A process that could not be started, or whose channel broke, is of no use.
  child.on("error", () => {
    child.kill("SIGKILL");
    leave();
  });
  return {
    id,
    pid: child.pid,
    get isReady() {
      return pulse !== undefined && !isGone;
    },
    get pulse() {
      return pulse;
    },
    call: (name, input) => asker.call(name, input),
    async close() {
      const force = setTimeout(() => child.kill("SIGKILL"), closeMs);
      // One that does not answer is ended all the same.
      await asker.call("worker.close", undefined).catch(() => undefined);
      child.kill("SIGKILL");
      await exited(child);
      clearTimeout(force);
    },
  };
};

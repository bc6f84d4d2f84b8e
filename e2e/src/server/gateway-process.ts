import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freeTcpPort } from "../network/free-tcp-port.ts";

const mainFile = fileURLToPath(new URL("../../../gateway/src/main.ts", import.meta.url));

/** The gateway as an operator runs it: a process that can be killed and started again where it was. */
export interface GatewayProcess {
  /** Where pages find it. */
  readonly origin: string;
  /** Starts it on its port; resolves when somebody can publish. */
  start(): Promise<void>;
  /** Ends it without a word to anybody, as a crash does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** What it logged, for a failed test. */
  log(): string;
}

const untilWell = async (origin: string, child: ChildProcess, log: () => string): Promise<void> => {
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The gateway ended at its start:\n${log()}`);
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined); // refused until it listens
    if (answer?.ok === true) return;
    if (performance.now() > giveUpAt) throw new Error(`The gateway does not answer:\n${log()}`);
    await wait(50);
  }
};

/** Starts a gateway on a free port, for everybody on this machine; `environment` adds variables. */
export const openGateway = async (environment: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> => {
  const port = await freeTcpPort();
  const origin = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const env = { PATH: process.env["PATH"], TFX_GATEWAY_PORT: String(port), TFX_GATEWAY_RATE_REQUESTS: "1000:100", ...environment };
  let child: ChildProcess | undefined;
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child?.once("exit", resolve));
    child.kill(signal);
    await exited;
  };
  const gateway: GatewayProcess = {
    origin,
    async start() {
      child = spawn(process.execPath, [mainFile], { env, stdio: ["ignore", "pipe", "pipe"] });
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => lines.push(text));
      await untilWell(origin, child, () => lines.join(""));
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    log: () => lines.join(""),
  };
  await gateway.start();
  return gateway;
};

import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

/** A server as an operator runs it: a process that can be killed and started again where it was. */
export interface ChildServer {
  /** Where pages find it. */
  readonly origin: string;
  /** Starts it on its port; resolves when `/healthz` says that it is well. */
  start(): Promise<void>;
  /** Ends it without a word to anybody, as a crash does. */
  kill(): Promise<void>;
  /** Asks it to end, as a deployment does. */
  stop(): Promise<void>;
  /** What it logged, for a failed test. */
  log(): string;
}

/** Which program, and how it is told where to listen. */
export interface ChildServerWish {
  readonly mainFile: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

const giveUpMs = 30_000;

/** Starts a server on loopback. */
export const openChildServer = async ({ mainFile, port, environment }: ChildServerWish): Promise<ChildServer> => {
  const origin = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const log = (): string => lines.join("");
  const env = { PATH: process.env["PATH"], ...environment };
  let child: ChildProcess | undefined;
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child?.once("exit", resolve));
    child.kill(signal);
    await exited;
  };
  const server: ChildServer = {
    origin,
    async start() {
      child = spawn(process.execPath, [mainFile], { env, stdio: ["ignore", "pipe", "pipe"] });
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => lines.push(text));
      await untilWell(origin, child, log);
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    log,
  };
  await server.start();
  return server;
};

const untilWell = async (origin: string, child: ChildProcess, log: () => string): Promise<void> => {
  const giveUpAt = performance.now() + giveUpMs;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended at its start:\n${log()}`);
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined); // refused until it listens
    if (answer?.ok === true) return;
    if (performance.now() > giveUpAt) throw new Error(`The server does not answer:\n${log()}`);
    await wait(50);
  }
};

import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { freeTcpPort } from "../network/free-tcp-port.ts";

const mainFile = fileURLToPath(new URL("../../../signalling-server/src/main.ts", import.meta.url));
const secret = "the-secret-of-the-scenarios-which-nobody-else-uses";

/** The signalling server as an operator runs it: a process that can be killed. */
export interface ServerProcess {
  readonly port: number;
  /** Where pages find it. */
  readonly origin: string;
  /** Starts it on its port, with its secret; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it without a word to anybody, as a crash does. */
  kill(): Promise<void>;
  /** Asks it to end, as a deployment does. */
  stop(): Promise<void>;
  /** What it logged, for a failed test. */
  log(): string;
}

/** Options of {@link openServer}. */
export interface ServerWish {
  /** Folder of the built web app; none, and it serves no page. */
  readonly webRoot?: string;
  /** Further environment variables, such as `TFX_TURN_URLS`. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a signalling server on a free port. No STUN or TURN unless the environment names one. */
export const openServer = async ({ webRoot, environment = {} }: ServerWish = {}): Promise<ServerProcess> => {
  const port = await freeTcpPort();
  const lines: string[] = [];
  const env = {
    PATH: process.env["PATH"],
    TFX_PORT: String(port),
    TFX_SECRET: secret,
    ...(webRoot === undefined ? {} : { TFX_WEB_ROOT: webRoot }),
    // An empty variable counts as not set; a blank list is a list of none.
    TFX_STUN_URLS: ",",
    // All the people of the scenarios come from one address.
    TFX_RATE_ADDRESS_SOCKETS: "10000:1000",
    TFX_RATE_ADDRESS_JOINS: "10000:1000",
    ...environment,
  };
  let child: ChildProcess | undefined;
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child?.once("exit", resolve));
    child.kill(signal);
    await exited;
  };
  const server: ServerProcess = {
    port,
    origin: `http://127.0.0.1:${port}`,
    async start() {
      child = spawn(process.execPath, [mainFile], { env, stdio: ["ignore", "pipe", "pipe"] });
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => lines.push(text));
      await answers(port, child, () => lines.join(""));
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    log: () => lines.join(""),
  };
  await server.start();
  return server;
};

const answers = async (port: number, child: ChildProcess, log: () => string): Promise<void> => {
  const giveUpAt = performance.now() + 20_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended at its start:\n${log()}`);
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined); // refused until it listens
    if (response?.ok === true) return;
    if (performance.now() > giveUpAt) throw new Error(`The server does not answer:\n${log()}`);
    await wait(50);
  }
};

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTurnserver, turnserverMissing } from "./find-turnserver.ts";
import { stunAnswers } from "./stun-answers.ts";
import type { TurnSettings } from "./turn-settings.ts";
import { turnserverConfig } from "./turnserver-config.ts";

/** Options of {@link startTurn}. */
export interface StartTurnOptions {
  /** Takes each line that coturn logs. */
  readonly log?: (line: string) => void;
  /** How long coturn may take until it answers, 10 seconds when not given. */
  readonly readyTimeoutMs?: number;
}

/** A coturn that answers. */
export interface TurnServer {
  /** Address of the relay as `iceServers` takes it. */
  readonly url: string;
  /** Resolves when the process is gone, with its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends the process and removes its files; may be called twice. */
  close(): Promise<void>;
}

/** Starts coturn in the foreground with our configuration and waits until it answers a STUN request. */
export const startTurn = async (settings: TurnSettings, options: StartTurnOptions = {}): Promise<TurnServer> => {
  const program = findTurnserver();
  if (program === undefined) throw new Error(turnserverMissing);
  const folder = await mkdtemp(join(tmpdir(), "tfx-turn-"));
  const config = join(folder, "turnserver.conf");
  await writeFile(config, turnserverConfig(settings, folder), { mode: 0o600 });
  const [command, ...parameters] = [...endingWithParent(), program, "-c", config];
  const child = spawn(command, parameters, { stdio: ["ignore", "pipe", "pipe"], cwd: folder });
  const lastLines = forwardLines(child, options.log ?? (() => undefined));
  const exited = awaitExit(child, folder);
  const server: TurnServer = { url: turnUrl(settings), exited, close: () => stop(child, exited) };
  if (await isReady({ settings, exited, timeoutMs: options.readyTimeoutMs ?? 10_000 })) return server;
  await server.close();
  throw new Error(`coturn did not start:\n${lastLines.join("\n")}`);
};

/**
 * What is put before a program so that it ends with this process, however that ends: nobody tells coturn of a
 * `kill -9` (PR_SET_PDEATHSIG of prctl(2); Linux with util-linux, elsewhere nothing).
 */
const endingWithParent = (): readonly string[] => {
  const setpriv = process.platform === "linux" ? ["/usr/bin/setpriv", "/bin/setpriv"].find((file) => existsSync(file)) : undefined;
  return setpriv === undefined ? [] : [setpriv, "--pdeathsig", "TERM"];
};

const reachableAddress = (settings: TurnSettings): string => settings.listenIps[0] ?? "127.0.0.1";

const turnUrl = (settings: TurnSettings): string => {
  const address = settings.externalIp ?? reachableAddress(settings);
  return `turn:${address.includes(":") ? `[${address}]` : address}:${settings.port}`;
};

const forwardLines = (child: ChildProcess, log: (line: string) => void): string[] => {
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        log(line);
        last.push(line);
      }
      last.splice(0, last.length - 20);
    });
  }
  return last;
};

const awaitExit = async (child: ChildProcess, folder: string): Promise<number | null> => {
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
  await rm(folder, { recursive: true, force: true });
  return code;
};

const isReady = async (wait: { settings: TurnSettings; exited: Promise<unknown>; timeoutMs: number }): Promise<boolean> => {
  const ended = new AbortController();
  const stopWaiting = (): void => ended.abort();
  void wait.exited.then(stopWaiting, stopWaiting);
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(wait.timeoutMs)]);
  return stunAnswers({ address: reachableAddress(wait.settings), port: wait.settings.port, signal });
};

const stop = async (child: ChildProcess, exited: Promise<unknown>): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  const forced = setTimeout(() => child.kill("SIGKILL"), 3_000);
  await exited;
  clearTimeout(forced);
};

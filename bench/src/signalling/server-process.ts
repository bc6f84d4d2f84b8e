import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A server that is measured: its program and its environment. */
export interface ServerKind {
  readonly name: string;
  readonly program: URL;
  readonly environment: Readonly<Record<string, string>>;
}

const ticksPerSecond = 100;
const pageBytes = 4_096;

/** A server in a process of its own, watched from outside by what Linux says of it. */
export class ServerProcess implements AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, pid: number, url: string) {
    this.#child = child;
    this.pid = pid;
    this.url = url;
  }

  static async open({ name, program, environment }: ServerKind): Promise<ServerProcess> {
    const preload = fileURLToPath(new URL("gc-on-signal.ts", import.meta.url));
    const child = spawn(process.execPath, ["--expose-gc", "--import", preload, fileURLToPath(program)], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /"url":"([^"]+)"/.exec(line)?.[1];
      if (url === undefined || child.pid === undefined) continue;
      child.stdout.resume();
      return new ServerProcess(child, child.pid, url);
    }
    throw new Error(`${name} did not start`);
  }

  /** CPU time used so far by all of its threads, in microseconds. */
  cpuMicros(): number {
    return cpuMicrosOf(this.pid);
  }

  /** Resident memory after garbage collection, in bytes. */
  async settledBytes(): Promise<number> {
    for (let count = 0; count < 3; count += 1) {
      process.kill(this.pid, "SIGUSR2");
      await setTimeout(400);
    }
    return Number(readFileSync(`/proc/${this.pid}/statm`, "utf8").split(" ")[1]) * pageBytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill("SIGKILL");
    await once(this.#child, "exit");
  }
}

/** CPU time of a process, in microseconds (proc(5), fields utime and stime of /proc/pid/stat). */
const cpuMicrosOf = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / ticksPerSecond;
};

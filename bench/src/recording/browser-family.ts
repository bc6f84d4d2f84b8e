import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, type Browser } from "@playwright/test";

/** A browser with a profile of its own, whose process can be killed as a whole. */
export interface KillableBrowser {
  readonly browser: Browser;
  readonly pid: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

const untilThere = async (file: string): Promise<string> => {
  for (let tries = 0; tries < 200; tries++) {
    if (existsSync(file)) return readFileSync(file, "utf8");
    await wait(100);
  }
  throw new Error("The browser did not start.");
};

const start = async (program: string, profile: string, flags: readonly string[]): Promise<KillableBrowser> => {
  const child = spawn(
    program,
    [
      "--headless=new",
      "--no-sandbox",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "--autoplay-policy=no-user-gesture-required",
      ...flags,
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  const portFile = join(profile, "DevToolsActivePort");
  try {
    const [port] = (await untilThere(portFile)).split("\n");
    return { browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 30_000 }), pid: child.pid ?? 0, kill };
  } catch (error) {
    await kill();
    rmSync(portFile, { force: true });
    throw error;
  }
};

const mostStarts = 4;

/** Starts Chromium on a profile, again where it does not answer: on a busy machine some never do. */
export const openKillable = async (program: string, profile: string, flags: readonly string[]): Promise<KillableBrowser> => {
  for (let starts = 1; ; starts += 1) {
    try {
      return await start(program, profile, flags);
    } catch (error) {
      if (starts >= mostStarts) throw error;
    }
  }
};

interface Process {
  readonly pid: number;
  readonly parent: number;
}

const processes = (): readonly Process[] =>
  readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const text = readFileSync(`/proc/${name}/stat`, "utf8");
      return [{ pid: Number(name), parent: Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]) }];
    } catch {
      return []; // it ended meanwhile
    }
  });

const pssOf = (pid: number): number => {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    // Pages of the program's file count for less while other browsers run: they say nothing of this one.
    return [...text.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+)/gm)].reduce((sum, [, kb]) => sum + Number(kb), 0);
  } catch {
    return 0; // it ended meanwhile
  }
};

/** Megabytes that a process and all that it started hold, shared ones counted once (Pss), without the program itself. */
export const memoryOfFamily = (root: number): number => {
  const all = processes();
  const sum = (pid: number): number =>
    pssOf(pid) + all.filter(({ parent }) => parent === pid).reduce((total, child) => total + sum(child.pid), 0);
  return sum(root) / 1_024;
};

import { readdirSync, readFileSync } from "node:fs";

/** Programs that a process started, whose line of parameters has these words in it. Linux alone. */
export const childrenOf = (pid: number, words: string): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent] = /\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
        const line = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return Number(parent) === pid && line.includes(words) ? [Number(name)] : [];
      } catch {
        // It ended while it was looked at.
        return [];
      }
    });

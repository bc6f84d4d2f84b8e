import { readdirSync, readFileSync } from "node:fs";

const statusOf = (pid: string): { parent: number; bytes: number } | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
    // Memory that processes share counts for each of them by its part (proportional set size).
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return { parent, bytes: 1_024 * Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) };
  } catch {
    return undefined; // it ended meanwhile
  }
};

/** Memory of everything that a process started, in bytes; shared pages are counted once. */
export const memoryOfFamily = (root = process.pid): number => {
  const all = readdirSync("/proc").flatMap((name) => {
    const status = /^\d+$/.test(name) ? statusOf(name) : undefined;
    return status === undefined ? [] : [{ pid: Number(name), ...status }];
  });
  const sum = (pid: number): number =>
    all.filter(({ parent }) => parent === pid).reduce((total, child) => total + child.bytes + sum(child.pid), 0);
  return sum(root);
};

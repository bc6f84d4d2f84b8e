import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;

/** CPU seconds that this process and everything it started have used, from Linux's /proc; dead ones no longer count. */
export const cpuSecondsOfFamily = (root = process.pid): number => {
  const processes = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readStat(name) : []));
  const sum = (pid: number): number =>
    processes.filter(({ parent }) => parent === pid).reduce((total, child) => total + child.ticks + sum(child.pid), 0);
  const own = processes.find(({ pid }) => pid === root)?.ticks ?? 0;
  return (own + sum(root)) / ticksPerSecond;
};

/** CPU seconds that everything on this machine has used. */
export const cpuSecondsOfMachine = (): number => {
  const [user = 0, nice = 0, system = 0, , , hardware = 0, soft = 0, stolen = 0] = (
    readFileSync("/proc/stat", "utf8").split("\n")[0]?.split(/\s+/).slice(1) ?? []
  ).map(Number);
  return (user + nice + system + hardware + soft + stolen) / ticksPerSecond;
};

const readStat = (pid: string): { pid: number; parent: number; ticks: number }[] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field, the program's name, may hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return [{ pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  } catch {
    return []; // it ended meanwhile
  }
};

import type { BenchResult } from "../result.ts";

const parts: Readonly<Record<string, () => Promise<BenchResult[]>>> = {
  async ingest() {
    const { measureBesideJanus } = await import("./beside-janus.ts");
    return [
      ...(await measureBesideJanus("taking in", { rounds: 4 })),
      ...(await measureBesideJanus("taking in, 2 % lost", { rounds: 2, lossShare: 0.02 })),
    ];
  },
  latency: async () => (await import("./latency.ts")).measureLatency(),
  outputs: async () => (await import("./beside-janus.ts")).measureBesideJanus("with outputs", { rounds: 4, withOutputs: true }),
  fanout: async () => (await import("./fanout.ts")).measureFanout(),
};

/** The gateway beside Janus and beside what it must reach: all parts, or the one that is named. */
export const run = async (): Promise<BenchResult[]> => {
  const [, , , name] = process.argv;
  const chosen = Object.entries(parts).filter(([part]) => name === undefined || part === name);
  if (chosen.length === 0) throw new Error(`npm run bench -- gateway [${Object.keys(parts).join(" | ")}]`);
  const results: BenchResult[] = [];
  for (const [, measure] of chosen) results.push(...(await measure()));
  return results;
};

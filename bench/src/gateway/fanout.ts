import { setTimeout as wait } from "node:timers/promises";
import type { BenchResult } from "../result.ts";
import { openGatewayProcess, type GatewayProcess } from "./gateway-process.ts";
import { besideGoal } from "./goal.ts";
import { Generator } from "./load/generator.ts";
import type { Traffic } from "./load/protocol.ts";
import { isOnAir } from "./is-on-air.ts";

const cores = { gateway: 0, generator: 1 } as const;
const kbps = 600;
const crowds = [
  { way: "WHEP", viewers: 80, order: "watch-whep", path: "/whep/film" },
  { way: "LL-HLS", viewers: 1_000, order: "watch-hls", path: "/hls/film/index.m3u8" },
] as const;
const settleMs = 4_000;
const slices = 4;
const secondsPerSlice = 3;
/** A generator busier than this would measure itself. */
const maxGeneratorShare = 0.8;

interface Slice {
  /** Of the gateway's one core. */
  readonly share: number;
  readonly ownShare: number;
  readonly traffic: Traffic;
}

const measureSlice = async (gateway: GatewayProcess, generator: Generator): Promise<Slice> => {
  const [before, startedMs] = [gateway.cpuSeconds(), performance.now()];
  const { traffic, ownShare = 1 } = await generator.order({ kind: "measure", seconds: secondsPerSlice });
  if (traffic === undefined) throw new Error("The generator measured nothing");
  return { share: ((gateway.cpuSeconds() - before) * 1_000) / (performance.now() - startedMs), ownShare, traffic };
};

const describe = ({ share, ownShare, traffic }: Slice): string => {
  const mbits = (traffic.bytes * 8) / secondsPerSlice / 1e6;
  const facts = [
    `gateway ${Math.round(share * 100)} % of its core`,
    `generator ${Math.round(ownShare * 100)} %`,
    `${traffic.served} served`,
    `${mbits.toFixed(0)} Mbit/s`,
    `${Math.round(traffic.units / secondsPerSlice)} units/s`,
    `${traffic.missing} missing`,
    ...(traffic.spreadMs > 0 ? [`last has a part ${traffic.spreadMs.toFixed(0)} ms after the first`] : []),
  ];
  return facts.join(", ");
};

const measureCrowd = async ({ way, viewers, order, path }: (typeof crowds)[number]): Promise<BenchResult> => {
  const gateway = await openGatewayProcess({ core: cores.gateway });
  using generator = new Generator(cores.generator);
  try {
    await generator.order({ kind: "publish", url: `${gateway.url}/whip/film`, kbps });
    await isOnAir(gateway.url, "film");
    await generator.order({ kind: order, url: gateway.url + path, viewers });
    await wait(settleMs);
    const measured: Slice[] = [];
    for (let slice = 0; slice < slices; slice += 1) {
      const one = await measureSlice(gateway, generator);
      console.log(`${viewers} ${way} viewers: ${describe(one)}`);
      if (one.ownShare > maxGeneratorShare) console.log("  not counted: the generator was too busy");
      else measured.push(one);
    }
    return judge(`${viewers} ${way} viewers of ${kbps / 1_000} Mbit/s on one core`, viewers, measured);
  } finally {
    await gateway.close();
  }
};

const judge = (metric: string, viewers: number, measured: readonly Slice[]): BenchResult => {
  const [first] = measured;
  if (first === undefined) throw new Error(`${metric}: the machine is too busy to measure`);
  for (const { traffic } of measured) if (traffic.served < viewers) throw new Error(`${metric}: ${viewers - traffic.served} got nothing`);
  const shares = measured.map(({ share }) => share * 100).toSorted((one, other) => one - other);
  return besideGoal(metric, {
    ours: shares[Math.floor(shares.length / 2)] ?? 100,
    goal: 100,
    unit: "% of the core",
    rounds: measured.length,
  });
};

/** Many viewers of one stream, with the gateway on one core and everybody else on another. */
export const measureFanout = async (): Promise<BenchResult[]> => {
  const results: BenchResult[] = [];
  for (const crowd of crowds) results.push(await measureCrowd(crowd));
  return results;
};

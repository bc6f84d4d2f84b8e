import { setTimeout } from "node:timers/promises";
import { resultOf, type BenchResult, type Round } from "../result.ts";
import { Generator } from "./load/generator.ts";
import { ServerProcess } from "./server-process.ts";
import { bareSocketIo, ours, type MeasuredServer } from "./servers/server-kinds.ts";

const [fewClients, manyClients] = [1_000, 4_000];
const settleMs = 1_000;

/** Memory of a server for each idle connection in a room of two, as the slope between few and many. */
export const measureMemory = async (rounds: number): Promise<BenchResult[]> => {
  console.log(`Memory: slope from ${fewClients} to ${manyClients} idle connections in rooms of two, after garbage collection`);
  const samples: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sample = { ours: await bytesPerConnection(ours), baseline: await bytesPerConnection(bareSocketIo) };
    samples.push(sample);
    console.log(`  round ${round + 1}: ours ${kilobytes(sample.ours)}   ${bareSocketIo.name} ${kilobytes(sample.baseline)}`);
  }
  const inKilobytes = samples.map(({ ours: own, baseline }) => ({ ours: own / 1_000, baseline: baseline / 1_000 }));
  const name = { bench: "signalling", metric: "memory per idle connection", baselineName: bareSocketIo.name, unit: "kB" };
  return [resultOf(name, inKilobytes)];
};

const bytesPerConnection = async (kind: MeasuredServer): Promise<number> => {
  using generator = new Generator();
  await using server = await ServerProcess.open(kind);
  const bytesWith = async (clients: number): Promise<number> => {
    await generator.order({ kind: "connect", server: server.url, dialect: kind.dialect, clients });
    await setTimeout(settleMs);
    return server.settledBytes();
  };
  const few = await bytesWith(fewClients);
  const many = await bytesWith(manyClients);
  return (many - few) / (manyClients - fewClients);
};

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

import { resultOf, type BenchResult } from "../result.ts";
import { signalsPerCall } from "./load/call-setup.ts";
import { Generator } from "./load/generator.ts";
import { ServerProcess } from "./server-process.ts";
import { bareSocketIo, ours, peerjs, type MeasuredServer } from "./servers/server-kinds.ts";

const clients = 1_000;
const signalsPerSecond = 2_000;
/** A round takes each server in turn several times, so that what else the machine does falls on all alike. */
const slicesPerRound = 6;
const secondsPerSlice = 1;
const warmUpSeconds = 4;
/** A generator busier than this would measure itself. */
const maxGeneratorShare = 0.8;
const maxAttempts = 5;

interface Measured {
  readonly kind: MeasuredServer;
  readonly server: ServerProcess;
}

interface Sample {
  /** Server CPU for one relayed signal, acknowledgements included, in microseconds. */
  readonly micros: number;
  readonly acksPerSignal: number;
  readonly generatorShare: number;
}

/** CPU time of a server for each relayed signal, three servers in turn. */
export const measureCpu = async (rounds: number): Promise<BenchResult[]> => {
  using generator = new Generator();
  const kinds = [ours, bareSocketIo, peerjs];
  await using stack = new AsyncDisposableStack();
  const servers: Measured[] = [];
  for (const kind of kinds) servers.push({ kind, server: stack.use(await ServerProcess.open(kind)) });
  console.log(`CPU: ${clients} clients in rooms of two, calls of ${signalsPerCall} signals of 900 bytes, ${signalsPerSecond} signals/s`);
  for (const measured of servers) {
    await generator.order({ kind: "connect", server: measured.server.url, dialect: measured.kind.dialect, clients });
    await measure(generator, measured, warmUpSeconds);
  }
  const samples: Sample[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const slices: Sample[][] = servers.map(() => []);
    for (let turn = 0; turn < slicesPerRound * servers.length; turn += 1) {
      // 0 1 2, 1 2 0, 2 0 1: nobody always follows the same neighbour.
      const index = (turn + Math.floor(turn / servers.length)) % servers.length;
      const server = servers[index];
      if (server !== undefined) slices[index]?.push(await measure(generator, server, secondsPerSlice));
    }
    const taken = slices.map(meanOf);
    samples.push(taken);
    console.log(`  round ${round + 1}: ${taken.map((sample, index) => describe(kinds[index] as MeasuredServer, sample)).join("   ")}`);
  }
  return [1, 2].map((baseline) =>
    resultOf(
      {
        bench: "signalling",
        metric: "server CPU per relayed message",
        baselineName: (kinds[baseline] as MeasuredServer).name,
        unit: "µs",
      },
      samples.map((taken) => ({ ours: taken[0]?.micros ?? Number.NaN, baseline: taken[baseline]?.micros ?? Number.NaN })),
    ),
  );
};

const measure = async (generator: Generator, { server, kind: { name, dialect } }: Measured, seconds: number): Promise<Sample> => {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const before = server.cpuMicros();
    const order = { kind: "run", server: server.url, callsPerSecond: signalsPerSecond / signalsPerCall, seconds } as const;
    const { traffic, ownShare = 1 } = await generator.order(order);
    const spent = server.cpuMicros() - before;
    if (traffic === undefined || ownShare > maxGeneratorShare) continue;
    if (traffic.received !== traffic.sent) {
      // A generator that gets no CPU for many seconds answers no heartbeat, and its clients are closed.
      console.log(`  ${name}: ${traffic.sent - traffic.received} of ${traffic.sent} signals were lost; connecting anew`);
      await generator.order({ kind: "close", server: server.url });
      await generator.order({ kind: "connect", server: server.url, dialect, clients });
      continue;
    }
    return { micros: spent / traffic.received, acksPerSignal: traffic.acks / traffic.received, generatorShare: ownShare };
  }
  throw new Error(`${name}: the machine is too busy to measure`);
};

const meanOf = (samples: readonly Sample[]): Sample => {
  const mean = (read: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;
  return {
    micros: mean(({ micros }) => micros),
    acksPerSignal: mean(({ acksPerSignal }) => acksPerSignal),
    generatorShare: mean(({ generatorShare }) => generatorShare),
  };
};

const describe = ({ name }: MeasuredServer, { micros, acksPerSignal, generatorShare }: Sample): string => {
  const acks = acksPerSignal === 0 ? "" : `, ${acksPerSignal.toFixed(2)} acks/signal`;
  return `${name} ${micros.toFixed(1)} µs (generator ${Math.round(generatorShare * 100)} %${acks})`;
};

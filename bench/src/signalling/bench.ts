import type { BenchResult } from "../result.ts";
import { measureCpu } from "./cpu.ts";
import { measureMemory } from "./memory.ts";

const rounds = 6;

/** Our signalling server against a bare socket.io relay and peerjs-server, in alternating rounds. */
export const run = async (): Promise<BenchResult[]> => [...(await measureCpu(rounds)), ...(await measureMemory(rounds))];

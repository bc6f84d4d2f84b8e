import { measureCpu } from "./cpu.ts";
import { measureMemory } from "./memory.ts";
const n = Number(process.argv[3] ?? 2);
console.log(JSON.stringify(await (process.argv[2] === "cpu" ? measureCpu(n) : measureMemory(n)), null, 1));

import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BenchResult } from "./result.ts";

// npm run bench -- <name>: runs bench/src/<name>/bench.ts. The last line is the results as JSON.

const source = (name: string): URL => new URL(`${name}/bench.ts`, import.meta.url);

const names = readdirSync(fileURLToPath(new URL(".", import.meta.url)), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(source(entry.name)))
  .map((entry) => entry.name);

const table = (results: readonly BenchResult[]): string => {
  const rows = results.map(({ metric, ours, baseline, baselineName, ratio, unit, rounds }) => [
    metric,
    `${ours} ${unit}`,
    `${baseline} ${unit}`,
    `${ratio.toFixed(2)} ×`,
    `${rounds} rounds`,
    baselineName,
  ]);
  const all = [["metric", "ours", "baseline", "ratio", "", ""], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const name = process.argv[2];
if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- <${names.join(" | ")}>`);
  process.exit(1);
}
const { run } = (await import(source(name).href)) as { run: () => Promise<BenchResult[]> };
const results = await run();
console.log(`\n${table(results)}\n`);
console.log(JSON.stringify(results.length === 1 ? results[0] : results));

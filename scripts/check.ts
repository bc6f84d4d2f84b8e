import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

// npm run check: format, lint, types, unused code, unit tests. One line a step; the output of a step that fails.

const steps: readonly (readonly [name: string, program: string, ...parameters: readonly string[]])[] = [
  ["format", "oxfmt", "--check"],
  ["lint", "oxlint", "--type-aware", "--deny-warnings"],
  ["types", "tsc", "-b"],
  ["unused code", "knip"],
  ["unit tests", "vitest", "run"],
];

const cwd = fileURLToPath(new URL("..", import.meta.url));

/** Runs one program of node_modules/.bin, which npm puts first in PATH; resolves to its exit code and what it printed. */
const run = (program: string, parameters: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd, shell: process.platform === "win32", env: { ...process.env, FORCE_COLOR: "1" } });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });

for (const [name, program, ...parameters] of steps) {
  const startedAt = performance.now();
  const { code, output } = await run(program, parameters);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  const verdict = code === 0 ? styleText("green", "ok    ") : styleText("red", "failed");
  console.log(`${verdict} ${name.padEnd(12)} ${seconds} s`);
  if (code === 0) continue;
  console.error(output.trimEnd());
  process.exit(code);
}

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JSONReport } from "@playwright/test/reporter";
import { ensureSystemPrograms } from "./system-programs.ts";
import { readPlaywrightReport } from "./test-run/read-playwright-report.ts";
import { closingLine, isGreen, judgeRun, sumCounts, type TestCounts } from "./test-run/test-counts.ts";

// npm test: what the tests need of the system, unit tests, end-to-end tests. The last line counts all.

const root = fileURLToPath(new URL("..", import.meta.url));
const reports = mkdtempSync(join(tmpdir(), "tfx-test-"));

/** Runs one program of node_modules/.bin, which npm puts first in PATH; people see what it prints. */
const run = (program: string, parameters: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      shell: process.platform === "win32",
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });

const readReport = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    console.error(`A test runner left no report: ${String(error)}`);
    return undefined;
  }
};

const runUnitTests = async (): Promise<TestCounts> => {
  const file = join(reports, "vitest.json");
  const code = await run("vitest", ["run", "--reporter=default", "--reporter=./scripts/test-run/count-vitest.ts"], {
    TFX_TEST_REPORT: file,
  });
  return judgeRun(readReport(file) as TestCounts | undefined, code);
};

const runScenarios = async (): Promise<TestCounts> => {
  const file = join(reports, "playwright.json");
  const code = await run("playwright", ["test", "-c", "e2e/playwright.config.ts", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = readReport(file) as JSONReport | undefined;
  return judgeRun(report === undefined ? undefined : readPlaywrightReport(report), code);
};

if (process.argv.length > 2) {
  console.log(`npm test takes nothing and runs every test. For some of them:

  npm run test:unit -- <folder or file>     unit tests
  npm run test:e2e -- scenarios/<name>      tests in browsers`);
  process.exit(process.argv.slice(2).every((word) => word === "--help" || word === "-h") ? 0 : 1);
}
if (!ensureSystemPrograms()) {
  console.log(closingLine({ passed: 0, failed: [{ name: "system programs", reason: "missing" }], skipped: [] }));
  process.exit(1);
}
console.log("\nUnit tests");
const unit = await runUnitTests();
console.log("\nEnd-to-end tests");
const sum = sumCounts([unit, await runScenarios()]);
rmSync(reports, { recursive: true });
for (const { name, reason } of sum.skipped) console.log(`skipped: ${name} (${reason})`);
// Again at the end: of a long output the end is what is kept and read.
for (const { name, reason } of sum.failed) console.log(`failed: ${name} (${reason})`);
console.log(`\n${closingLine(sum)}`);
process.exitCode = isGreen(sum) ? 0 : 1;

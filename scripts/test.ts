import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JSONReport } from "@playwright/test/reporter";
import { ensureSystemPrograms } from "./system-programs.ts";
import { playwrightResults } from "./test-run/playwright-results.ts";
import { afterSecondTry, closingLines, failedFiles, isGreen, judgeRun, type TestResult } from "./test-run/test-results.ts";

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

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    console.error(`A test runner left no results: ${String(error)}`);
    return undefined;
  }
};

const runUnitTests = async (files: readonly string[] = []): Promise<readonly TestResult[]> => {
  const file = join(reports, `vitest-${files.length}.json`);
  const reporters = ["--reporter=default", "--reporter=./scripts/test-run/vitest-results.ts"];
  const code = await run("vitest", ["run", ...reporters, ...files], { TFX_TEST_RESULTS: file });
  return judgeRun(readJson(file) as TestResult[] | undefined, code);
};

/** As Playwright does: where CI runs them, what failed is tried once more, by itself, and said to be so. */
const runUnitTestsPatiently = async (): Promise<readonly TestResult[]> => {
  const first = await runUnitTests();
  const files = failedFiles(first);
  if (process.env.CI === undefined || files.length === 0) return first;
  console.log("\nUnit tests, the second try");
  return afterSecondTry(first, await runUnitTests(files));
};

const runScenarios = async (): Promise<readonly TestResult[]> => {
  const file = join(reports, "playwright.json");
  const code = await run("playwright", ["test", "-c", "e2e/playwright.config.ts", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = readJson(file) as JSONReport | undefined;
  return judgeRun(report && playwrightResults(report, "e2e/scenarios"), code);
};

if (process.argv.length > 2) {
  console.log(`npm test takes nothing and runs every test. For some of them:

  npm run test:unit -- <folder or file>     unit tests
  npm run test:e2e -- scenarios/<name>      tests in browsers`);
  process.exit(process.argv.slice(2).every((word) => word === "--help" || word === "-h") ? 0 : 1);
}
const runAll = async (): Promise<readonly TestResult[]> => {
  if (!ensureSystemPrograms()) return [{ file: "", name: "system programs", outcome: "failed", reason: "missing" }];
  console.log("\nUnit tests");
  const unit = await runUnitTestsPatiently();
  console.log("\nEnd-to-end tests");
  return [...unit, ...(await runScenarios())];
};

const results = await runAll();
rmSync(reports, { recursive: true });
for (const line of closingLines(results)) console.log(line);
process.exitCode = isGreen(results) ? 0 : 1;

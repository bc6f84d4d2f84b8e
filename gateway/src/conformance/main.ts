import { parseArgs } from "node:util";
import { runCheck, whipChecks } from "./run-checks.ts";

// node gateway/src/conformance/main.ts <endpoint> [--token <token>]
// Looks at any WHIP server from outside and says what RFC 9725 asks for and it does not do.

const { values, positionals } = parseArgs({ options: { token: { type: "string" } }, allowPositionals: true });
const [endpoint] = positionals;
if (endpoint === undefined || !URL.canParse(endpoint)) {
  process.stderr.write("Usage: node gateway/src/conformance/main.ts <address that offers are posted to> [--token <token>]\n");
  process.exit(2);
}
const marks = { passed: "ok  ", failed: "FAIL", skipped: "skip" } as const;
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const check of whipChecks) {
  const { id, says, outcome, why } = await runCheck(check, { endpoint, token: values.token });
  counts[outcome] += 1;
  process.stdout.write(`${marks[outcome]} ${id.padEnd(4)} ${says}${why === undefined ? "" : `\n          ${why}`}\n`);
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed === 0 ? 0 : 1);

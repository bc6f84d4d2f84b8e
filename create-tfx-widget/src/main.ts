#!/usr/bin/env node
import { runCommand } from "./run-command.ts";

const isDone = await runCommand(process.argv.slice(2), process.cwd(), {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
process.exitCode = isDone ? 0 : 1;

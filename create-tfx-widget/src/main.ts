#!/usr/bin/env node
import { findLocalPackages } from "./local-packages.ts";
import { runCommand } from "./run-command.ts";

const local = findLocalPackages();
// As a script of the repository it is started there, wherever the person is.
const cwd = (local === undefined ? undefined : process.env["INIT_CWD"]) ?? process.cwd();

const isDone = await runCommand(
  process.argv.slice(2),
  { cwd, local },
  {
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  },
);
process.exitCode = isDone ? 0 : 1;

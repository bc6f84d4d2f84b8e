import { build, type Plugin } from "vite";
import { expect, test } from "vitest";
import { strictBuild } from "./strict-build.ts";

const entry = "virtual:entry.js";

/** A one-module program in place of a folder of files. */
const program = (code: string): Plugin => ({
  name: "program",
  resolveId: (id) => (id === entry ? id : undefined),
  load: (id) => (id === entry ? code : undefined),
});

const buildProgram = (code: string) =>
  build({
    configFile: false,
    logLevel: "silent",
    plugins: [program(code), strictBuild()],
    build: { write: false, rolldownOptions: { input: entry } },
  });

test("a program for browsers builds", async () => {
  await expect(buildProgram("document.title = 'fine'")).resolves.toBeDefined();
});

test("an import that only Node has fails the build and is named", async () => {
  await expect(buildProgram("import { readFileSync } from 'node:fs'; console.log(readFileSync)")).rejects.toThrow(/node:fs|"fs"/);
});

test("an import that does not exist fails the build", async () => {
  await expect(buildProgram("import 'no-such-package-here'")).rejects.toThrow(/no-such-package-here/);
});

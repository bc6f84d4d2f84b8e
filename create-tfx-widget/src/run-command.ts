import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pack } from "./pack.ts";
import { serveWidget } from "./serve-widget.ts";
import { templateFiles } from "./template.ts";
import { manifestProblems, validate } from "./validate.ts";

/** Where a command says what it did; the lines of an error go elsewhere. */
export interface Voice {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

const usage = `npm create tfx-widget <name>                          a new widget in the folder <name>
create-tfx-widget dev <file>                          serves a bundle for calls in developer mode
create-tfx-widget dev <manifest> <script> [command]   the same of two files; runs a command beside it, such as a build
create-tfx-widget validate <file>                     whether a bundle can be added to a call
create-tfx-widget pack <manifest> <script> <out>      one file of both, and its SHA-256`;

const scaffold = async (cwd: string, name: string, { say, complain }: Voice): Promise<boolean> => {
  try {
    await mkdir(join(cwd, name));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    complain(`${name} is there already.`);
    return false;
  }
  for (const [path, text] of Object.entries(templateFiles(name))) {
    await mkdir(dirname(join(cwd, name, path)), { recursive: true });
    await writeFile(join(cwd, name, path), text);
  }
  say(`${name} is there. Next:\n\n  cd ${name}\n  npm install\n  npm test\n  npm run dev\n`);
  return true;
};

const validateFile = async (file: string, { say, complain }: Voice): Promise<boolean> => {
  const { problems, warnings } = validate(await readFile(file, "utf8"));
  for (const line of problems) complain(`problem  ${line}`);
  for (const line of warnings) complain(`warning  ${line}`);
  if (problems.length === 0) say(`${file} can be added to a call.`);
  return problems.length === 0;
};

const packFiles = async (
  [manifestFile, scriptFile, out]: readonly [string, string, string],
  { say, complain }: Voice,
): Promise<boolean> => {
  const manifest: unknown = JSON.parse(await readFile(manifestFile, "utf8"));
  const problems = manifestProblems(manifest);
  for (const line of problems) complain(`problem  ${line}`);
  if (problems.length > 0) return false;
  const { text, sha256 } = pack(manifest, await readFile(scriptFile, "utf8"));
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, text);
  say(`${sha256}  ${out}`);
  return true;
};

const devPort = 5_180;

/** Serves until the command beside it ends, or until it is ended itself. */
const develop = async (cwd: string, words: readonly string[], { say, complain }: Voice): Promise<boolean> => {
  const [first = "", second, program, ...rest] = words;
  const path = resolve(cwd, first);
  const server = await serveWidget({ files: second === undefined ? [path] : [path, resolve(cwd, second)], port: devPort, complain });
  say(`${server.address}\n\nIn a call: Settings, "I write widgets". Then Widgets, "Add a widget…", and this address.`);
  if (program === undefined) return new Promise<never>(() => undefined);
  const child = spawn(program, rest, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  process.once("SIGTERM", () => child.kill());
  const [code]: unknown[] = await once(child, "exit");
  await server.close();
  return code === 0;
};

/** Runs what was asked for in a folder; answers whether it went well. */
export const runCommand = async (words: readonly string[], cwd: string, voice: Voice): Promise<boolean> => {
  const [command = "", ...rest] = words;
  const [first, second, third] = rest.map((path) => resolve(cwd, path));
  if (command === "dev" && first !== undefined) return develop(cwd, rest, voice);
  if (command === "validate" && first !== undefined) return validateFile(first, voice);
  if (command === "pack" && first !== undefined && second !== undefined && third !== undefined)
    return packFiles([first, second, third], voice);
  if (["dev", "validate", "pack"].includes(command) || !/^[a-z][a-z0-9-]{0,40}$/.test(command)) {
    voice.complain(usage);
    return false;
  }
  return scaffold(cwd, command, voice);
};

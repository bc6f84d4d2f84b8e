import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pack } from "./pack.ts";
import { makeLocalPackages, type LocalPackages } from "./local-packages.ts";
import { serveWidget } from "./serve-widget.ts";
import { syntaxProblem } from "./syntax-problem.ts";
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
create-tfx-widget pack <manifest> <script> <out>      one file of both, and its SHA-256

dev takes --port <number> before the files; without it the first free one from 5180.`;

const scaffold = async (place: Place, name: string, { say, complain }: Voice): Promise<boolean> => {
  const { cwd, local } = place;
  try {
    await mkdir(join(cwd, name));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    complain(`${name} is there already.`);
    return false;
  }
  for (const [path, text] of Object.entries(templateFiles(name, local?.versions))) {
    await mkdir(dirname(join(cwd, name, path)), { recursive: true });
    await writeFile(join(cwd, name, path), text);
  }
  if (local !== undefined && !makeLocalPackages(local)) complain("Our packages could not be made: see `npm run package`.");
  say(`${name} is there. Next:\n\n  cd ${name}\n  npm install\n  npm test\n  npm run dev\n`);
  return true;
};

const validateFile = async (file: string, { say, complain }: Voice): Promise<boolean> => {
  const text = await readFile(file, "utf8");
  const { problems: found, warnings } = validate(text);
  const syntax = text.trimStart().startsWith("{") ? undefined : syntaxProblem(text);
  const problems = syntax === undefined ? found : [...found, syntax];
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
const triedPorts = 20;

const hasCode = (error: unknown, code: string): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && error.code === code;

/** Serves at the port that was asked for, or at the first free one of the usual. */
const serve = async (served: Omit<Parameters<typeof serveWidget>[0], "port">, asked: number | undefined) => {
  for (let port = asked ?? devPort; ; port += 1) {
    try {
      return await serveWidget({ ...served, port });
    } catch (error) {
      if (!hasCode(error, "EADDRINUSE") || asked !== undefined || port >= devPort + triedPorts) throw error;
    }
  }
};

/** Takes `--port <number>` from before the files. */
const takePort = (words: readonly string[]): { readonly port: number | undefined; readonly files: readonly string[] } =>
  words[0] === "--port" ? { port: Number(words[1]), files: words.slice(2) } : { port: undefined, files: words };

/** Serves until the command beside it ends, or until it is ended itself. */
const develop = async (cwd: string, words: readonly string[], { say, complain }: Voice): Promise<boolean> => {
  const { port, files } = takePort(words);
  const [first = "", second, program, ...rest] = files;
  if (first === "" || (port !== undefined && !(port >= 0 && port < 65_536))) {
    complain(usage);
    return false;
  }
  const path = resolve(cwd, first);
  const server = await serve({ files: second === undefined ? [path] : [path, resolve(cwd, second)], complain }, port);
  say(`${server.address}\n\nIn a call: Settings, "I write widgets". Then Widgets, "Add a widget…", and this address.`);
  if (program === undefined) return new Promise<never>(() => undefined);
  const child = spawn(program, rest, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  process.once("SIGTERM", () => child.kill());
  const [code]: unknown[] = await once(child, "exit");
  await server.close();
  return code === 0;
};

/** Where a command is run. */
export interface Place {
  readonly cwd: string;
  /** Packages of a copy of the repository, while no registry has them. */
  readonly local?: LocalPackages | undefined;
}

const run = async (words: readonly string[], place: Place, voice: Voice): Promise<boolean> => {
  const { cwd } = place;
  const [command = "", ...rest] = words;
  const [first, second, third] = rest.map((path) => resolve(cwd, path));
  if (command === "dev" && first !== undefined) return develop(cwd, rest, voice);
  if (command === "validate" && first !== undefined) return validateFile(first, voice);
  if (command === "pack" && first !== undefined && second !== undefined && third !== undefined)
    return packFiles([first, second, third], voice);
  const isCommand = ["", "dev", "validate", "pack"].includes(command);
  if (isCommand || !/^[a-z][a-z0-9-]{0,40}$/.test(command)) {
    if (!isCommand) voice.complain(`"${command}" cannot be a name: small letters, digits and hyphens, a letter first, at most 41.\n`);
    voice.complain(usage);
    return false;
  }
  return scaffold(place, command, voice);
};

/** What went wrong outside, in words; undefined for what nobody expected. */
const wordsFor = (error: unknown): string | undefined => {
  if (error instanceof SyntaxError) return `The manifest is no JSON: ${error.message}`;
  if (hasCode(error, "ENOENT")) return `${error.path ?? "A file"} is not there.`;
  if (hasCode(error, "EISDIR")) return "A folder was named where a file is needed.";
  if (hasCode(error, "EACCES")) return `${error.path ?? "A file"} may not be read or written.`;
  if (hasCode(error, "EADDRINUSE")) return "Something else listens on that port. Choose another with --port.";
  return undefined;
};

/** Runs what was asked for in a folder; answers whether it went well. */
export const runCommand = async (words: readonly string[], place: Place, voice: Voice): Promise<boolean> => {
  try {
    return await run(words, place, voice);
  } catch (error) {
    const text = wordsFor(error);
    if (text === undefined) throw error;
    voice.complain(text);
    return false;
  }
};

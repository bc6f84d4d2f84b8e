import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { analyserFiles } from "./analyser-files.ts";
import { withWorkerAddresses } from "./worker-addresses.ts";
import { publishedEntries, publishedManifest, type WorkspaceManifest } from "./published-manifest.ts";

// npm run package: the packages for npm, ready to publish, in dist/npm/<name>. Workspaces run from
// source; only here are they compiled, in this order because each compiles against the ones before.
const workspaces = ["protocol", "core", "widget-sdk", "create-tfx-widget"];

const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, "dist", "npm");

const readWorkspace = (workspace: string): WorkspaceManifest =>
  JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8")) as WorkspaceManifest;

const compiledEntries = (workspace: string): [name: string, declarations: string[]][] => {
  const manifest = readWorkspace(workspace);
  return [...publishedEntries(manifest)].map(([entry, file]) => [
    `${manifest.name}${entry.slice(1)}`,
    [join(out, workspace, `${file}.d.ts`)],
  ]);
};

/** Compiler options for one package: source in, JavaScript and declarations out. */
const compilerOptions = (workspace: string) => ({
  extends: join(root, workspace, "tsconfig.json"),
  compilerOptions: {
    rootDir: join(root, workspace, "src"),
    outDir: join(out, workspace, "dist"),
    composite: false,
    incremental: false,
    emitDeclarationOnly: false,
    allowImportingTsExtensions: false,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    sourceMap: true,
    inlineSources: true,
    // A workspace's name leads to source outside rootDir; its compiled declarations are what users get.
    paths: Object.fromEntries(workspaces.flatMap(compiledEntries)),
  },
  include: [join(root, workspace, "src")],
  exclude: [join(root, workspace, "src/**/*.test.ts"), join(root, workspace, "src/**/*.test.tsx")],
  references: [],
});

const compile = (workspace: string): void => {
  const project = join(out, `${workspace}.tsconfig.json`);
  writeFileSync(project, JSON.stringify(compilerOptions(workspace), undefined, 2));
  execFileSync("tsc", ["-p", project], { stdio: "inherit", shell: process.platform === "win32" });
  rmSync(project);
  for (const path of globSync(join(out, workspace, "dist/**/*.js"))) writeFileSync(path, withWorkerAddresses(readFileSync(path, "utf8")));
};

/** What a package has besides code: core's analysers, which pages serve. */
const writeFolders = async (workspace: string, folder: string): Promise<readonly string[]> => {
  if (workspace !== "core") return [];
  mkdirSync(join(folder, "analysers"));
  for (const [name, read] of analyserFiles()) writeFileSync(join(folder, "analysers", name), await read());
  return ["analysers"];
};

rmSync(out, { recursive: true, force: true });
for (const workspace of workspaces) {
  const folder = join(out, workspace);
  mkdirSync(folder, { recursive: true });
  compile(workspace);
  const folders = await writeFolders(workspace, folder);
  const manifest = publishedManifest({ ...readWorkspace(workspace), folders });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  copyFileSync(join(root, workspace, "README.md"), join(folder, "README.md"));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true });
  if (messages.length > 0) throw new Error(messages.map((message) => formatMessage(message, pkg) ?? message.code).join("\n"));
  console.log(`${manifest.name} ${manifest.version} in dist/npm/${workspace}`);
}

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { widgetFiles } from "./widget-files.ts";

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));
const writeJson = (file: string, value: unknown): Promise<void> => writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);

const isOfWidgets = (path: string): boolean => path.startsWith("widgets/");

const enlist = async (root: string, folder: string): Promise<void> => {
  const [packageFile, tsconfigFile] = [join(root, "package.json"), join(root, "tsconfig.json")];
  const packageJson = (await readJson(packageFile)) as { readonly workspaces: string[] };
  const tsconfig = (await readJson(tsconfigFile)) as { readonly references: { readonly path: string }[] };
  const { workspaces } = packageJson;
  workspaces.splice(workspaces.findLastIndex(isOfWidgets) + 1, 0, folder);
  const { references } = tsconfig;
  references.splice(references.findLastIndex(({ path }) => isOfWidgets(path)) + 1, 0, { path: folder });
  await writeJson(packageFile, packageJson);
  await writeJson(tsconfigFile, tsconfig);
};

/**
 * Writes a new widget of ours into `widgets/` of a repository and makes it a workspace of it. Answers its
 * folder, or why there is none; what is there already is left alone.
 */
export const writeWidget = async (root: string, id: string): Promise<{ readonly folder: string } | { readonly problem: string }> => {
  const widget = widgetFiles(id);
  if (widget === undefined) return { problem: "The id has to be a domain name backwards, such as app.tfx.poll." };
  const folder = `widgets/${widget.folder}`;
  try {
    await mkdir(join(root, folder));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return { problem: `${folder} is there already.` };
    throw error;
  }
  for (const [name, text] of Object.entries(widget.files)) await writeFile(join(root, folder, name), text);
  await enlist(root, folder);
  return { folder };
};

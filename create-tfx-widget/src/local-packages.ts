import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A copy of the repository, whose packages new widgets use in place of those of the registry. */
export interface LocalPackages {
  readonly root: string;
  /** What stands for the versions of our packages. */
  readonly versions: Readonly<Record<string, string>>;
}

const packages = { "@tfx/protocol": "protocol", "@tfx/widget-sdk": "widget-sdk", "create-tfx-widget": "create-tfx-widget" };

/** The repository that this file is part of; undefined where it was installed by npm. */
export const findLocalPackages = (): LocalPackages | undefined => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  if (!existsSync(join(root, "scripts/package-core.ts"))) return undefined;
  const addressOf = (folder: string): string => `file:${join(root, "dist/npm", folder)}`;
  return { root, versions: Object.fromEntries(Object.entries(packages).map(([name, folder]) => [name, addressOf(folder)])) };
};

/** Makes the packages, as `npm run package` does, unless they are there. */
export const makeLocalPackages = ({ root }: LocalPackages): boolean => {
  if (existsSync(join(root, "dist/npm/create-tfx-widget/package.json"))) return true;
  return spawnSync(process.execPath, [join(root, "scripts/package-core.ts")], { cwd: root, stdio: "inherit" }).status === 0;
};

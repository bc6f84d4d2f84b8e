import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rollup } from "vite";

/** The folder of the package that a module belongs to; undefined for code of ours and for what a plugin makes up. */
export const packageOf = (module: string): string | undefined =>
  /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module.replace(/^\0/, ""))?.[1];

/** Name, version and licence of a package, with the whole text where it has one. */
export const licenceOf = (folder: string): string => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
  const texts = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)(?:\.|$)/i.test(file));
  const text = texts.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  return `${name} ${version} (${license})\n\n${text}\n`;
};

/** What stands in `licences.txt` of a build. */
export const licencesOf = (folders: Iterable<string>): string =>
  [...folders]
    .map(licenceOf)
    .toSorted()
    .join(`\n${"=".repeat(72)}\n\n`);

/**
 * Puts the licences of all packages whose code is in a build into `licences.txt` beside it. `inWorkers` has to be among the
 * plugins of workers, which are bundled by themselves; the programs in `/analysers/` have a notice of their own.
 */
export const bundledLicences = () => {
  const folders = new Set<string>();
  const note = (bundle: Rollup.OutputBundle): void => {
    const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
    for (const module of modules) {
      const folder = packageOf(module);
      if (folder !== undefined) folders.add(folder);
    }
  };
  return {
    inWorkers: (): Plugin => ({ name: "tfx:worker-licences", generateBundle: (_, bundle) => note(bundle) }),
    inPages: (): Plugin => ({
      name: "tfx:licences",
      generateBundle(_, bundle) {
        note(bundle);
        this.emitFile({ type: "asset", fileName: "licences.txt", source: licencesOf(folders) });
      },
    }),
  };
};

import type { Plugin, Rollup } from "vite";

const externalised = "__vite-browser-external";

/** Warnings of the bundler that would only show as a broken page at run time. */
const fatalCodes = new Set(["UNRESOLVED_IMPORT", "MISSING_EXPORT", "IMPORT_IS_UNDEFINED"]);

/**
 * Makes the build fail where Vite only warns: a Node module that was replaced by an empty one, and an
 * import that was left unresolved.
 */
export const strictBuild = (): Plugin => ({
  name: "tfx:strict-build",
  apply: "build",
  onLog(_level, log: Rollup.RollupLog) {
    if (log.code !== undefined && fatalCodes.has(log.code)) this.error(log.message);
  },
  buildEnd(error) {
    if (error) return;
    for (const id of this.getModuleIds()) {
      if (!id.includes(externalised)) continue;
      const importers = this.getModuleInfo(id)?.importers.join(", ") ?? "a module";
      this.error(`${importers} imports "${id.split(":").at(-1) ?? id}", which browsers do not have.`);
    }
  },
});

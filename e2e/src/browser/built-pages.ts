import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Folders of what is tested: the unpacked extension and the web page. */
export interface BuiltPages {
  readonly extension: string;
  readonly web: string;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const variable = "TFX_E2E_PAGES";

/** Builds the pages aside: a build during the scenarios changes nothing under them, and they nothing under a server that runs. */
export const buildPages = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-e2e-pages-"));
  for (const mode of ["extension", "web"])
    await build({
      configFile: join(root, "vite.config.ts"),
      mode,
      logLevel: "warn",
      build: { outDir: join(folder, mode), emptyOutDir: true },
    });
  process.env[variable] = folder;
  return folder;
};

/** Where the global set-up has put the pages. */
export const builtPages = (): BuiltPages => {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error("The pages are not built: run the scenarios through Playwright's configuration.");
  return { extension: join(folder, "extension"), web: join(folder, "web") };
};

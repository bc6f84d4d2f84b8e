import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Folders of what is tested: the unpacked extension and the web page. */
export interface BuiltPages {
  readonly extension: string;
  readonly web: string;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const variable = "TFX_E2E_PAGES";

/** Builds the pages and puts a copy aside, so that a build during the scenarios changes nothing under them. */
export const buildPages = async (): Promise<string> => {
  await promisify(execFile)(process.execPath, [join(root, "scripts/build.ts")], { cwd: root });
  const folder = mkdtempSync(join(tmpdir(), "tfx-e2e-pages-"));
  for (const page of ["extension", "web"]) cpSync(join(root, "dist", page), join(folder, page), { recursive: true });
  process.env[variable] = folder;
  return folder;
};

/** Where the global set-up has put the pages. */
export const builtPages = (): BuiltPages => {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error("The pages are not built: run the scenarios through Playwright's configuration.");
  return { extension: join(folder, "extension"), web: join(folder, "web") };
};

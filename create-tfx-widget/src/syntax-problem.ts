import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What keeps a script from being read as a module, with its line; undefined where nothing does. Nothing of it is run. */
export const syntaxProblem = (text: string): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-widget-"));
  const file = join(folder, "widget.mjs");
  try {
    writeFileSync(file, text);
    const { status, stderr } = spawnSync(process.execPath, ["--check", file], { encoding: "utf8" });
    if (status === 0) return undefined;
    const line = /widget\.mjs:(\d+)/.exec(stderr)?.[1] ?? "?";
    return `script, line ${line}: ${/^\w*Error: .*$/m.exec(stderr)?.[0] ?? "cannot be read"}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

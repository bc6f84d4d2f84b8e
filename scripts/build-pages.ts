import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { measurePage } from "./page-size.ts";
import { findRemoteReferences } from "./remote-references.ts";
import budgets from "./size-budget.json" with { type: "json" };

/** What can be built. */
export const buildModes = ["extension", "web"] as const;
/** What can be built. */
export type BuildMode = (typeof buildModes)[number];

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds into dist/<mode>, then checks that nothing in it points to foreign code. */
export const buildPages = async (mode: BuildMode): Promise<void> => {
  await build({ configFile: join(root, "vite.config.ts"), mode, logLevel: "warn" });
  const folder = join(root, "dist", mode);
  const remote = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:m?js|css|html)$/.test(file))
    .flatMap((file) => findRemoteReferences(file, readFileSync(join(folder, file), "utf8")).map((address) => `${file}: ${address}`));
  if (remote.length > 0) throw new Error(`dist/${mode} points to code, styles or fonts elsewhere:\n  ${remote.join("\n  ")}`);
};

/** One line a page with its size and budget in KiB (gzip); throws when a page is over its budget. */
export const checkSizes = (modes: readonly BuildMode[]): readonly string[] => {
  const pages = Object.entries(budgets).filter(([path]) => modes.some((mode) => path.startsWith(`dist/${mode}/`)));
  const measured = pages.map(([path, budget]) => {
    const size = measurePage(join(root, dirname(path)), basename(path));
    const kib = size.gzipBytes / 1024;
    return { over: kib > budget, line: `${path.padEnd(28)} ${kib.toFixed(1).padStart(6)} of ${budget} KiB gzip, ${size.files} files` };
  });
  const over = measured.filter((page) => page.over);
  if (over.length > 0) throw new Error(`Over the budget of scripts/size-budget.json:\n  ${over.map((page) => page.line).join("\n  ")}`);
  return measured.map((page) => page.line);
};

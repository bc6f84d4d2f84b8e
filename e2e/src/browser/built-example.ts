import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { LocalPages } from "../server/local-pages.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

/** Builds an example of the repository as its README says; answers the folder. */
export const buildExample = async (name: "poll" | "companion", outDir: string): Promise<string> => {
  const root = fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));
  await build({ root, configFile: join(root, "vite.config.ts"), logLevel: "warn", build: { outDir } });
  return outDir;
};

/** Puts all files of a folder on a developer's server; the page is at "/" too. */
export const putFolder = (pages: LocalPages, folder: string): void => {
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = types[extname(path)];
    if (type === undefined) continue;
    const body = readFileSync(join(folder, path));
    pages.put(`/${path}`, { type, body });
    if (path === "index.html") pages.put("/", { type, body });
  }
};

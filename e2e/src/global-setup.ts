import { rmSync } from "node:fs";
import { buildPages } from "./browser/built-pages.ts";

/** Builds what is tested, once; the returned function clears it away. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes the set-up from a default export
export default async (): Promise<() => void> => {
  const folder = await buildPages();
  return () => rmSync(folder, { recursive: true, force: true });
};

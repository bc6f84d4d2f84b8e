import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { licenceOf, licencesOf, packageOf } from "./bundled-licences.ts";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));

test.each([
  ["/repo/node_modules/preact/dist/preact.module.js", "/repo/node_modules/preact"],
  ["/repo/node_modules/@preact/signals/dist/signals.module.js", "/repo/node_modules/@preact/signals"],
  ["/repo/node_modules/a/node_modules/b/index.js?commonjs", "/repo/node_modules/a/node_modules/b"],
  ["\0/repo/node_modules/simple-peer/simplepeer.min.js", "/repo/node_modules/simple-peer"],
  ["/repo/core/src/index.ts", undefined],
  ["\0vite/preload-helper.js", undefined],
])("%s belongs to %s", (module, folder) => expect(packageOf(module)).toBe(folder));

test("a licence is given with its package, its version and its whole text", () => {
  const licence = licenceOf(join(modules, "preact"));
  expect(licence).toMatch(/^preact \d+\.\d+\.\d+ \(MIT\)\n\n/);
  expect(licence).toContain("THE SOFTWARE IS PROVIDED");
});

test("licences of several packages are in the order of their names", () => {
  const all = licencesOf([join(modules, "yjs"), join(modules, "mediabunny")]);
  expect(all.indexOf("Mozilla Public License")).toBeLessThan(all.indexOf("yjs "));
});

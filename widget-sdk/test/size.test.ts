import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, it } from "vitest";

const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));

const bundle = async () => {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: true, rolldownOptions: { input: entry, preserveEntrySignatures: "strict" } },
  });
  if (Array.isArray(built) || !("output" in built)) throw new Error("One output was expected.");
  return built.output.filter((part) => part.type === "chunk");
};

it("is at most 15 kB for a widget to carry, without a schema library", async () => {
  const chunks = await bundle();
  const code = chunks.map((chunk) => chunk.code).join("");
  expect(code).toContain("widget/stopped");
  expect(chunks.flatMap((chunk) => chunk.moduleIds).filter((id) => id.includes("/node_modules/"))).toEqual([]);
  expect(gzipSync(code).length).toBeLessThanOrEqual(15_000);
});

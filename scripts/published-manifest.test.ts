import { expect, test } from "vitest";
import { publishedManifest } from "./published-manifest.ts";

const workspace = {
  name: "@tfx/core",
  version: "0.1.0",
  private: true,
  license: "Apache-2.0",
  exports: "./src/index.ts",
  dependencies: { zod: "4.6.7", forked: "github:someone/forked" },
  devDependencies: { typescript: "6.0.3" },
};

test("a published package leads to compiled code, not to source", () => {
  expect(publishedManifest(workspace).exports).toEqual({ ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } });
});

test("exact versions become compatible ranges, other references stay", () => {
  expect(publishedManifest(workspace).dependencies).toEqual({ zod: "^4.6.7", forked: "github:someone/forked" });
});

test("what only the repository needs is left out", () => {
  expect(publishedManifest(workspace)).not.toHaveProperty("private");
  expect(publishedManifest(workspace)).not.toHaveProperty("devDependencies");
});

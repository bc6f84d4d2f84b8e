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

test("every entry of a workspace is one of the package", () => {
  const exports = { ".": "./src/index.ts", "./widgets": "./src/widgets/index.ts", "./state": "./src/state.ts" };
  expect(publishedManifest({ ...workspace, exports }).exports).toEqual({
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./widgets": { types: "./dist/widgets/index.d.ts", default: "./dist/widgets/index.js" },
    "./state": { types: "./dist/state.d.ts", default: "./dist/state.js" },
  });
});

test("folders that pages serve are published", () => {
  expect(publishedManifest({ ...workspace, folders: ["analysers"] }).files).toEqual(["dist", "analysers"]);
});

test("exact versions become compatible ranges, other references stay", () => {
  expect(publishedManifest(workspace).dependencies).toEqual({ zod: "^4.6.7", forked: "github:someone/forked" });
});

test("what only the repository needs is left out", () => {
  expect(publishedManifest(workspace)).not.toHaveProperty("private");
  expect(publishedManifest(workspace)).not.toHaveProperty("devDependencies");
});

test("a command is published compiled, without entries where there are none", () => {
  const published = publishedManifest({ name: "create-x", version: "1.0.0", license: "Apache-2.0", bin: "./src/main.ts" });
  expect(published).toMatchObject({ bin: { "create-x": "dist/main.js" } });
  expect(published).not.toHaveProperty("exports");
});

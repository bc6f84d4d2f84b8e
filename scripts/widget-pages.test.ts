import { build, type Plugin } from "vite";
import { expect, test } from "vitest";
import { sandboxPolicy } from "@tfx/protocol/widgets";
import { widgetPages } from "./widget-pages.ts";

/** A page of nothing, and the manifest if there is one, as the build of the extension emits it. */
const nothing = (manifest: object | undefined): Plugin => ({
  name: "nothing",
  resolveId: (id) => (id === "nothing" ? "\0nothing" : undefined),
  load: (id) => (id === "\0nothing" ? "" : undefined),
  generateBundle() {
    if (manifest !== undefined) this.emitFile({ type: "asset", fileName: "manifest.json", source: JSON.stringify(manifest) });
  },
});

const files = async (manifest?: object) => {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [nothing(manifest), widgetPages()],
    build: { write: false, rolldownOptions: { input: "nothing" } },
  });
  if (Array.isArray(built) || !("output" in built)) throw new Error("One output was expected.");
  return new Map(built.output.map((file) => [file.fileName, file.type === "asset" ? String(file.source) : file.code]));
};

test("the built manifest shuts the widgets' page in a sandbox and keeps the policy of the other pages", async () => {
  const written = (await files({ name: "TFX", content_security_policy: { extension_pages: "default-src 'self'" } })).get("manifest.json");
  expect(JSON.parse(written ?? "")).toEqual({
    name: "TFX",
    sandbox: { pages: ["widget-sandbox.html"] },
    content_security_policy: { extension_pages: "default-src 'self'", sandbox: sandboxPolicy },
  });
});

test("the build of the web page gets both pages with classic scripts, and no manifest", async () => {
  const built = await files();
  expect(built.has("manifest.json")).toBe(false);
  for (const page of ["widget-frame", "widget-sandbox"]) {
    expect(built.get(`${page}.html`)).toContain(`<script src="/${page}.js" defer>`);
    // What is not drawn yet is as dark as what is around it.
    expect(built.get(`${page}.html`)).toContain('<meta name="color-scheme" content="dark">');
    expect(built.get(`${page}.js`)).not.toMatch(/^\s*(import|export)\b/m);
  }
});

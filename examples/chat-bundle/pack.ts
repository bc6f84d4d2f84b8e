import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
// oxlint-disable-next-line no-restricted-imports -- a manifest stands apart from its widget's code, which needs a page
import { manifest as builtIn } from "@tfx/widget-chat/manifest";
import { build, type Plugin, type Rollup } from "vite";

// node examples/chat-bundle/pack.ts [file]: the chat that stands in widgets/chat, unchanged, as the one file of a bundle.

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The chat's manifest under a name of its own: what is imported stands beside what is built in. */
const manifest = { ...builtIn, id: "org.example.chat", name: "Chat from a file", author: "TFX Sessions", kind: "bundle" };

// Tokens come with the theme of the page around, and no font can be fetched in a sandboxed frame.
const leftOut = /[/\\](?:tokens|wght)\.css$/;

/** Takes the style sheets that parts import out of the build. */
const collectStyles = (sheets: string[]): Plugin => ({
  name: "chat-bundle:styles",
  enforce: "pre",
  transform: {
    filter: { id: /\.css$/ },
    handler(code, id) {
      if (!leftOut.test(id)) sheets.push(code);
      return { code: "", moduleType: "js", moduleSideEffects: false };
    },
  },
});

const buildScript = async (): Promise<string> => {
  const sheets: string[] = [];
  const result = await build({
    configFile: false,
    logLevel: "warn",
    plugins: [collectStyles(sheets)],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      write: false,
      target: "chrome123",
      lib: { entry: pathOf("entry.ts"), formats: ["es"] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [{ output }] = (Array.isArray(result) ? result : [result]) as [Rollup.RollupOutput];
  return output[0].code.replace(/\bbundledStyles\b/, () => JSON.stringify(sheets.join("\n")));
};

const [file = "chat.bundle.js"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "tfx-chat-bundle-"));
try {
  const [manifestFile, scriptFile] = [join(folder, "manifest.json"), join(folder, "script.js")];
  writeFileSync(manifestFile, JSON.stringify(manifest));
  writeFileSync(scriptFile, await buildScript());
  execFileSync(process.execPath, [pathOf("../../create-tfx-widget/src/main.ts"), "pack", manifestFile, scriptFile, file], {
    stdio: "inherit",
  });
} finally {
  rmSync(folder, { recursive: true });
}

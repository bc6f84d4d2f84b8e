import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rollup } from "vite";

const source = fileURLToPath(new URL("../extension/src/ink/ink-page.ts", import.meta.url));

/** One classic script: what the extension puts into a page has no modules. */
const buildScript = async (): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "chrome123",
      rolldownOptions: { input: source, output: { format: "iife" } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput;
  return output[0].code;
};

/** Adds the script that carries ink on a shared page. No page can load it: the extension alone puts it where it was clicked. */
export const inkScript = (): Plugin => ({
  name: "tfx:ink-script",
  apply: "build",
  async generateBundle() {
    this.emitFile({ type: "asset", fileName: "ink-page.js", source: await buildScript() });
  },
});

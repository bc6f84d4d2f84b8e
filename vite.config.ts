import { crx } from "@crxjs/vite-plugin";
import { preact } from "@preact/preset-vite";
import { defineConfig, type UserConfig } from "vite";
import manifest from "./manifest.json" with { type: "json" };
import { analysers } from "./scripts/analyser-files.ts";
import { bundledLicences } from "./scripts/bundled-licences.ts";
import { compileHint } from "./scripts/compile-hint.ts";
import { extensionId } from "./scripts/extension-id.ts";
import { extensionManifest, publicOrigins } from "./scripts/extension-manifest.ts";
import { recordRtc } from "./scripts/record-rtc.ts";
import { inkScript } from "./scripts/ink-script.ts";
import { smallPages } from "./scripts/small-pages.ts";
import { strictBuild } from "./scripts/strict-build.ts";
import { widgetPages } from "./scripts/widget-pages.ts";
import { themeScript } from "./scripts/theme-script.ts";

const licences = bundledLicences();

const shared = {
  plugins: [preact(), strictBuild(), recordRtc(), themeScript(), compileHint(), widgetPages(), analysers(), licences.inPages()],
  worker: { format: "es", plugins: () => [licences.inWorkers()] },
} satisfies UserConfig;

const build = {
  emptyOutDir: true,
  // Inlined files become data: URLs, which the Content Security Policy of both builds refuses for fonts.
  assetsInlineLimit: 0,
  reportCompressedSize: false,
} satisfies UserConfig["build"];

const folder = (path: string): string => new URL(path, import.meta.url).pathname;

/** `vite build --mode extension`: the unpacked extension in dist/extension; its pages lie at the root of the package. */
const extension = (): UserConfig => ({
  ...shared,
  root: folder("extension"),
  plugins: [...shared.plugins, inkScript(), crx({ manifest: extensionManifest() })],
  // The server of a fresh extension: that of the build, where there is one.
  define: { "import.meta.env.TFX_SERVER": JSON.stringify(publicOrigins().at(-1)) },
  build: {
    ...build,
    // light-dark() of the tokens begins here; an older target would have it rewritten into variables.
    target: "chrome123",
    outDir: folder("dist/extension"),
    rolldownOptions: { input: ["call", "start"].map((page) => folder(`extension/${page}.html`)) },
  },
});

/** `vite build --mode web`: the page for guests in dist/web. `vite --mode web` serves it and passes calls on to a running server. */
const web = (): UserConfig => ({
  ...shared,
  root: folder("web"),
  base: "/",
  plugins: [...shared.plugins, smallPages("watch", [licences.inPages()])],
  define: {
    "import.meta.env.TFX_EXTENSION_IDS": JSON.stringify(
      [extensionId(manifest.key), process.env.TFX_EXTENSION_ID].filter((id) => id !== undefined && id !== ""),
    ),
  },
  build: {
    ...build,
    target: ["chrome123", "edge123", "firefox128", "safari17.5"],
    outDir: folder("dist/web"),
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/socket.io": { target: "http://localhost:3000", ws: true },
      "/healthz": "http://localhost:3000",
      "/config.json": "http://localhost:3000",
    },
  },
});

/** Built with the web page: the pages on which broadcasts are watched. */
const watch = (): UserConfig => {
  const { build: webBuild, ...rest } = web();
  return {
    ...rest,
    plugins: [preact(), strictBuild(), themeScript()],
    publicDir: false,
    build: { ...webBuild, rolldownOptions: { input: ["watch", "live"].map((page) => folder(`web/${page}.html`)) } },
  };
};

const configs = { extension, web, watch } as const;

export default defineConfig(({ mode }) => (mode in configs ? configs[mode as keyof typeof configs] : web)());

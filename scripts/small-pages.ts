import { build, type Plugin } from "vite";

/**
 * Builds further pages after the app, into the same folder. On their own, since parts that two entries share hold
 * what either needs: pages of a few kilobytes would fetch most of the app's libraries. `plugins` are those that both
 * builds have to share.
 */
export const smallPages = (mode: string, plugins: readonly Plugin[]): Plugin => {
  let outDir = "";
  let configFile: string | undefined;
  return {
    name: "tfx:small-pages",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
      configFile = config.configFile;
    },
    async closeBundle(error) {
      if (error !== undefined) return;
      await build({
        configFile: configFile ?? false,
        mode,
        logLevel: "warn",
        plugins: [...plugins],
        build: { outDir, emptyOutDir: false },
      });
    },
  };
};

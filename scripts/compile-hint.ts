import type { Plugin } from "vite";

/**
 * Has the browser compile every function of our pages while it loads them, on another thread, and not each
 * one when it is first called: most of a call's code first runs at the click on Join
 * (https://v8.dev/blog/explicit-compile-hints). Engines without the hint read a comment.
 */
export const compileHint = (): Plugin => ({
  name: "tfx:compile-hint",
  apply: "build",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  },
});

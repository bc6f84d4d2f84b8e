/** Versions of what a new widget is built with. */
export const versions = { "@tfx/widget-sdk": "0.1.0", "create-tfx-widget": "0.1.0", typescript: "6.0.3", vite: "8.3.8", vitest: "5.1.1" };

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const packageJson = (name: string, local: Readonly<Record<string, string>>): string =>
  json({
    name,
    version: "1.0.0",
    private: true,
    type: "module",
    scripts: {
      dev: "create-tfx-widget dev manifest.json dist/script.js vite build --watch",
      build: "vite build && create-tfx-widget pack manifest.json dist/script.js dist/widget.js",
      validate: "create-tfx-widget validate dist/widget.js",
      test: "vitest run",
      types: "tsc",
    },
    devDependencies: { ...versions, ...local },
  });

const manifest = (name: string): string =>
  json({
    id: `org.example.${name}`,
    name: name.slice(0, 1).toUpperCase() + name.slice(1).replaceAll("-", " "),
    description: "A number that everybody can raise.",
    version: "1.0.0",
    sdk: "1",
    kind: "bundle",
    permissions: ["state:shared"],
    absent: { summary: "A number that everybody can raise." },
  });

const counter = `import type { WidgetContext } from "@tfx/widget-sdk";

/** What the widget does, without its looks. */
export const createCounter = (context: WidgetContext, draw: (count: number) => void) => {
  const count = context.state.value<number>("count", 0);
  const show = (value: number): void => {
    draw(value);
    context.ui.summary([{ text: \`Count: \${value}\` }]);
  };
  count.on(show, { signal: context.signal });
  show(count.value);
  return { raise: () => count.set(count.value + 1) };
};
`;

const widget = `import { defineWidget } from "@tfx/widget-sdk";
import { createCounter } from "./counter.ts";

export const widget = defineWidget({
  mount(context, root) {
    const button = root.appendChild(document.createElement("button"));
    const counter = createCounter(context, (count) => {
      button.textContent = \`Count: \${count}\`;
    });
    button.addEventListener("click", counter.raise);
  },
});
`;

const test = `import type { WidgetManifestInput } from "@tfx/widget-sdk";
import { createSimulator } from "@tfx/widget-sdk/simulator";
import { expect, it } from "vitest";
import manifest from "../manifest.json" with { type: "json" };
import { createCounter } from "./counter.ts";

it("counts for everybody", async () => {
  const simulator = createSimulator({ manifest: manifest as WidgetManifestInput });
  const ada = await simulator.join({ name: "Ada" });
  const bo = await simulator.join({ name: "Bo" });
  let seen = 0;
  createCounter(bo.context, (count) => (seen = count));
  createCounter(ada.context, () => undefined).raise();
  await simulator.settle();
  expect(seen).toBe(1);
  simulator.close();
});
`;

const viteConfig = `import { defineConfig } from "vite";

// One file, as a bundle has to be.
export default defineConfig({
  build: {
    emptyOutDir: false,
    lib: { entry: "src/widget.ts", formats: ["es"], fileName: () => "script.js" },
    // Else paths of this machine stand in comments, and the same source makes other bytes elsewhere.
    rolldownOptions: { experimental: { attachDebugInfo: "none" } },
  },
});
`;

const tsconfig = json({
  compilerOptions: {
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    lib: ["es2023", "dom", "dom.iterable"],
  },
  include: ["src"],
});

const readme = (name: string): string => `# ${name}

A widget for TFX Sessions.

1. Give it an id of your own in \`manifest.json\`: a domain name of yours, backwards.
2. \`npm install\`, then \`npm test\`.
3. \`npm run dev\`, and in a call: *Settings*, *I write widgets*; *Widgets*, *Add a widget…*, the address that was printed.
   The widget starts again, with its state, when you change its source.
4. \`npm run build\`. What others add is \`dist/widget.js\`: *Widgets*, *Add a widget…*, *Choose a file*.

\`npm run build\` prints the SHA-256 that people see when they add the file; the same source makes the same one.
`;

/** The files of a new widget, by their paths. `local` replaces versions of packages that no registry has. */
export const templateFiles = (name: string, local: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  // Copies: what a link leads to would look for its own packages beside itself.
  ...(Object.keys(local).length > 0 && { ".npmrc": "install-links=true\n" }),
  ".gitignore": "node_modules/\ndist/\n",
  "README.md": readme(name),
  "manifest.json": manifest(name),
  "package.json": packageJson(name, local),
  "src/counter.test.ts": test,
  "src/counter.ts": counter,
  "src/widget.ts": widget,
  "tsconfig.json": tsconfig,
  "vite.config.ts": viteConfig,
});

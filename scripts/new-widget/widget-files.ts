import { widgetId } from "@tfx/protocol/widgets";

/** A widget as it is named in its files. */
interface Named {
  readonly id: string;
  /** Last part of the id: folder and package. */
  readonly folder: string;
  /** For people. */
  readonly title: string;
}

const manifest = ({ id, title }: Named): string => `import type { WidgetManifestInput } from "@tfx/widget-sdk";

/** What ${title} says of itself. */
export const manifest = {
  id: "${id}",
  name: "${title}",
  description: "A number that everybody can raise.",
  version: "1.0.0",
  sdk: "1",
  kind: "builtin",
  category: "make",
  surfaces: ["panel"],
  permissions: ["state:shared", "ui:panel"],
  absent: { summary: "A number that everybody can raise." },
} as const satisfies WidgetManifestInput;
`;

const model = ({ title }: Named): string => `import { signal, type ReadonlySignal } from "@preact/signals";
import type { WidgetContext } from "@tfx/widget-sdk";

/** What the view shows and can do. */
export interface Model {
  readonly count: ReadonlySignal<number>;
  readonly raise: () => void;
}

/** ${title} without its looks; ends with the widget. */
export const createModel = ({ state, ui, signal: end }: WidgetContext): Model => {
  const shared = state.value<number>("count", 0);
  const count = signal(shared.value);
  const show = (value: number): void => {
    count.value = value;
    ui.summary([{ text: \`Count: \${String(value)}\` }]);
  };
  shared.on(show, { signal: end });
  show(shared.value);
  return { count, raise: () => shared.set(count.peek() + 1) };
};
`;

const view = ({ title }: Named): string => `import { Button } from "@tfx/ui";
import type { Model } from "./model.ts";

/** ${title} in its panel. */
export const View = ({ model }: { model: Model }) => <Button onClick={model.raise}>Count: {model.count.value}</Button>;
`;

const widget = ({ title }: Named): string => `import { renderUntil } from "@tfx/ui";
import { defineWidget } from "@tfx/widget-sdk";
import { h } from "preact";
import { createModel } from "./model.ts";
import { View } from "./view.tsx";

/** ${title}: a number that everybody can raise. */
export const widget = defineWidget({
  mount(context, root) {
    renderUntil(h(View, { model: createModel(context) }), root, context.signal);
  },
});
`;

const test = ({ title }: Named): string => `import { createSimulator } from "@tfx/widget-sdk/simulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { manifest } from "./manifest.ts";
import { createModel } from "./model.ts";

describe("${title}", () => {
  let simulator: ReturnType<typeof createSimulator>;
  beforeEach(() => {
    simulator = createSimulator({ manifest });
  });
  afterEach(() => simulator.close());

  const join = async (name: string) => {
    const peer = await simulator.join({ name });
    await simulator.settle();
    return { ...peer, model: createModel(peer.context) };
  };

  it("counts for everybody, and for who comes later", async () => {
    const ada = await join("Ada");
    ada.model.raise();
    await simulator.settle();
    const bo = await join("Bo");
    bo.model.raise();
    await simulator.settle();
    expect([ada.model.count.value, bo.model.count.value]).toEqual([2, 2]);
  });

  it("says the number to those without it", async () => {
    const ada = await join("Ada");
    ada.model.raise();
    await simulator.settle();
    expect(ada.seen.summary).toEqual([{ text: "Count: 1" }]);
  });
});
`;

const readme = ({ folder, title }: Named): string => `# widgets/${folder}

**${title}**: a number that everybody can raise.

- \`manifest.ts\`: what it says of itself and asks for. \`model.ts\`: what it does. \`view.tsx\`: how it looks.

Run: start a call, open the tray (\`W\`), choose ${title}. Tests: \`npx vitest run widgets/${folder}\`.

It must never import another workspace than widget-sdk and ui, or believe what another participant wrote.
`;

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const packageJson = ({ folder }: Named): string =>
  json({
    name: `@tfx/widget-${folder}`,
    version: "0.1.0",
    private: true,
    license: "Apache-2.0",
    type: "module",
    exports: { ".": "./widget.ts", "./manifest": "./manifest.ts" },
    dependencies: { "@preact/signals": "2.11.4", "@tfx/ui": "0.1.0", "@tfx/widget-sdk": "0.1.0", preact: "11.2.0" },
  });

const tsconfig = ({ folder }: Named): string => `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": {
    "rootDir": ".",
    "outDir": "../../dist/types/widgets/${folder}",
    "tsBuildInfoFile": "../../dist/types/widgets/${folder}.tsbuildinfo",
    "lib": ["es2023", "esnext.disposable", "dom", "dom.iterable"],
    "types": ["vite/client"]
  },
  "include": ["**/*.ts", "**/*.tsx"],
  "references": [
    {
      "path": "../../ui"
    },
    {
      "path": "../../widget-sdk"
    }
  ]
}
`;

const nameOf = (id: string): Named => {
  const folder = id.slice(id.lastIndexOf(".") + 1);
  const words = folder.replaceAll("-", " ");
  return { id, folder, title: words.slice(0, 1).toUpperCase() + words.slice(1) };
};

/** The folder of a new widget of ours and the text of each of its files; undefined where the id is none. */
export const widgetFiles = (id: string): { readonly folder: string; readonly files: Readonly<Record<string, string>> } | undefined => {
  const named = nameOf(id);
  if (!widgetId.safeParse(id).success || !/^[a-z][a-z0-9-]{0,40}$/.test(named.folder)) return undefined;
  return {
    folder: named.folder,
    files: {
      "README.md": readme(named),
      "manifest.ts": manifest(named),
      "model.test.ts": test(named),
      "model.ts": model(named),
      "package.json": packageJson(named),
      "tsconfig.json": tsconfig(named),
      "view.tsx": view(named),
      "widget.ts": widget(named),
    },
  };
};

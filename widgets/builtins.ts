import type { WidgetDefinition, WidgetManifestInput } from "@tfx/widget-sdk";

/** A widget of ours: what it says of itself, and its code, which is fetched when it is first started. */
export interface BuiltinWidget {
  readonly manifest: WidgetManifestInput;
  load(): Promise<WidgetDefinition>;
}

const manifests = import.meta.glob<WidgetManifestInput>("./*/manifest.ts", { import: "manifest", eager: true });
const code = import.meta.glob<WidgetDefinition>("./*/widget.ts", { import: "widget" });

/** Every widget of ours: whatever folder beside this file has a manifest and a widget. */
export const builtinWidgets: readonly BuiltinWidget[] = Object.entries(manifests).flatMap(([path, manifest]) => {
  const load = code[path.replace("manifest.ts", "widget.ts")];
  return load === undefined ? [] : [{ manifest, load }];
});

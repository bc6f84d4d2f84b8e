import type { WidgetDefinition, WidgetManifestInput } from "@tfx/widget-sdk";

/** A widget of ours: what it says of itself, and its code, which is fetched when it is first started. */
export interface BuiltinWidget {
  readonly manifest: WidgetManifestInput;
  load(): Promise<WidgetDefinition>;
  /** What a killed page may have left of it. */
  readonly leftBehind?: (() => Promise<LeftBehind>) | undefined;
}

/** Something unfinished on this device, shown before any call. */
export interface LeftBehind {
  find(): Promise<boolean>;
  show(root: HTMLElement, until: AbortSignal): Promise<void>;
}

const manifests = import.meta.glob<WidgetManifestInput>("./*/manifest.ts", { import: "manifest", eager: true });
const code = import.meta.glob<WidgetDefinition>("./*/widget.ts", { import: "widget" });

const leftBehind = import.meta.glob<LeftBehind>("./*/left-behind.ts", { import: "leftBehind" });

/** Every widget of ours: whatever folder beside this file has a manifest and a widget. */
export const builtinWidgets: readonly BuiltinWidget[] = Object.entries(manifests).flatMap(([path, manifest]) => {
  const load = code[path.replace("manifest.ts", "widget.ts")];
  return load === undefined ? [] : [{ manifest, load, leftBehind: leftBehind[path.replace("manifest.ts", "left-behind.ts")] }];
});

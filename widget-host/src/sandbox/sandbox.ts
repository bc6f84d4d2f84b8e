import { runWidget, type WidgetDefinition } from "@tfx/widget-sdk";
import { bundleMessage } from "./messages.ts";
import { keepClipboard, removeWaysOut, stayHere } from "./remove-ways-out.ts";

const isDefinition = (value: unknown): value is WidgetDefinition =>
  typeof value === "object" && value !== null && "mount" in value && typeof value.mount === "function";

/** The widget that a bundle's script exports as `widget`. */
const importBundle = async (text: string): Promise<WidgetDefinition> => {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    const module = (await import(/* @vite-ignore */ url)) as { readonly widget?: unknown };
    if (!isDefinition(module.widget)) throw new Error("The script exports no `widget` with a `mount`.");
    return module.widget;
  } finally {
    URL.revokeObjectURL(url);
  }
};

/** A widget that fails at once, so that the host learns why a script could not be run. */
const failed = (error: unknown): WidgetDefinition => ({
  mount() {
    throw error;
  },
});

const run = async (text: string): Promise<void> => {
  runWidget(await importBundle(text).catch((error: unknown) => failed(error)));
};

/** Runs the sandbox page: closes what the policy leaves open, takes the one script, and runs it as a widget. */
export const startSandbox = (): void => {
  const host = window.parent;
  if (host === window) return;
  removeWaysOut(window);
  stayHere(window);
  keepClipboard(Document.prototype);
  const take = ({ source, data }: MessageEvent<unknown>): void => {
    const bundle = bundleMessage.safeParse(data);
    if (source !== host || !bundle.success) return;
    window.removeEventListener("message", take);
    void run(bundle.data.text);
  };
  window.addEventListener("message", take);
  host.postMessage({ tfx: "sandbox-ready" }, "*");
};

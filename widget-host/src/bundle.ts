import { TfxError } from "@tfx/protocol";
import { widgetManifest, type WidgetManifest } from "@tfx/protocol/widgets";

/** Largest text of an imported widget, in bytes of UTF-8. */
export const maxBundleBytes = 2 * 1024 * 1024;

/** An imported widget as the person is asked about it: nothing of it has run. */
export interface Bundle {
  readonly manifest: WidgetManifest;
  readonly text: string;
  /** Of the text in UTF-8, as 64 hexadecimal digits. */
  readonly sha256: string;
}

/** First line of a bundle: the manifest as JSON in one comment, so that it can be read without running anything. */
const firstLine = /^\uFEFF?\/\* tfx-widget (\{[^\n\r]*\}) \*\/\r?(?:\n|$)/;

const invalid = (path: string): TfxError => new TfxError("widget/invalid", { path });

const manifestText = (text: string): string => {
  if (text.trimStart().startsWith("{")) return text;
  const found = firstLine.exec(text)?.[1];
  if (found === undefined) throw invalid("/* tfx-widget … */");
  return found;
};

/** Checks what a widget says of itself, from wherever it came. @throws {TfxError} widget/invalid */
export const parseManifest = (given: unknown): WidgetManifest => {
  const parsed = widgetManifest.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues[0]?.path.join(".") ?? "");
  return parsed.data;
};

const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TfxError("widget/invalid", { path: "manifest" }, { cause });
  }
};

/** SHA-256 as 64 hexadecimal digits. */
const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

/**
 * Reads a widget that a person imports: a script whose first line is its manifest as
 * `/* tfx-widget {json} *\/`, or, for a theme, the manifest's JSON alone. Nothing of it is run.
 * @throws {TfxError} protocol/too-large, widget/invalid
 */
export const readBundle = async (text: string): Promise<Bundle> => {
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength > maxBundleBytes) throw new TfxError("protocol/too-large", { limit: maxBundleBytes });
  const isData = text.trimStart().startsWith("{");
  const manifest = parseManifest(parseText(manifestText(text)));
  if (manifest.kind !== (isData ? "declarative" : "bundle")) throw invalid("kind");
  return { manifest, text, sha256: await sha256(bytes) };
};

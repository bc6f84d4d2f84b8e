import { TfxError } from "@tfx/protocol";
import { bundleManifestText, maxBundleBytes, widgetManifest, type WidgetManifest } from "@tfx/protocol/widgets";

/** A widget that a person adds, as they are asked about it: nothing of it has run. */
export interface Bundle {
  readonly manifest: WidgetManifest;
  /** The script with its manifest; of a page or a theme the manifest alone. */
  readonly text: string;
  /** Of the text in UTF-8, as 64 hexadecimal digits. */
  readonly sha256: string;
  /** Where the text was fetched from, if it was. */
  readonly address?: string | undefined;
}

const invalid = (path: string): TfxError => new TfxError("widget/invalid", { path });

const manifestText = (text: string): string => {
  if (text.trimStart().startsWith("{")) return text;
  const found = bundleManifestText(text);
  if (found === undefined) throw invalid("/* tfx-widget … */");
  return found;
};

/** The first wrong field; of fields that there are not, the first such. */
const firstWrong = ([issue]: readonly { readonly path: readonly PropertyKey[]; readonly keys?: readonly string[] }[]): string =>
  [...(issue?.path ?? []), ...(issue?.keys?.slice(0, 1) ?? [])].map(String).join(".");

/** Checks what a widget says of itself, from wherever it came. @throws {TfxError} widget/invalid */
export const parseManifest = (given: unknown): WidgetManifest => {
  const parsed = widgetManifest.safeParse(given);
  if (!parsed.success) throw invalid(firstWrong(parsed.error.issues));
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
 * Reads a widget that a person adds: a script whose first line is its manifest as
 * `/* tfx-widget {json} *\/`, or, for a theme or a page, the manifest's JSON alone. Nothing of it is run;
 * whether it may come from where it comes from is asked of `checkSource`.
 * @throws {TfxError} protocol/too-large, widget/invalid
 */
export const readBundle = async (text: string, address?: string): Promise<Bundle> => {
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength > maxBundleBytes) throw new TfxError("protocol/too-large", { limit: maxBundleBytes });
  const isData = text.trimStart().startsWith("{");
  const manifest = parseManifest(parseText(manifestText(text)));
  const fits = isData ? ["declarative", "hosted", "companion"] : ["bundle"];
  if (!fits.includes(manifest.kind)) throw invalid("kind");
  return { manifest, text, sha256: await sha256(bytes), ...(address === undefined ? {} : { address }) };
};

/** A widget of which there is the manifest alone, as of a page that an extension registers. @throws {TfxError} widget/invalid */
export const bundleOfManifest = (manifest: unknown): Promise<Bundle> => readBundle(JSON.stringify(manifest));

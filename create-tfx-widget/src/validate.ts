import { bundleManifestText, maxBundleBytes, widgetManifest } from "@tfx/protocol/widgets";

/** What is to be said of a bundle. With a problem it cannot be added to a call; a warning is for its author. */
export interface Verdict {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** What does not work in the page of a bundle, and what does instead. */
const waysOut: readonly (readonly [found: RegExp, advice: string])[] = [
  [/(?<![.\w])fetch\(|\bXMLHttpRequest\b/, "reaches nothing: use context.net.fetch"],
  [
    /\bWebSocket\b|\bEventSource\b|\bRTCPeerConnection\b|\bWebTransport\b|\bsendBeacon\b/,
    "reaches nothing: use context.channel or context.state",
  ],
  [/\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|\bdocument\.cookie\b/, "keeps nothing: use context.storage"],
  [/\bgetUserMedia\b|\bgetDisplayMedia\b/, "gets nothing: use context.media"],
  [/\bwindow\.open\b|\blocation\.(?:href|assign|replace)\b/, "leads nowhere: a bundle stays on its page"],
  [/\bimport\s*\(|^\s*import\s[^(]*from\s/, "loads nothing: a bundle is one file"],
  [/\.innerHTML\b|\binsertAdjacentHTML\b/, "shows what others wrote as markup: use textContent"],
];

/** What is wrong with a manifest, a line for each field. Without a script it is data alone, or announces a page. */
export const manifestProblems = (manifest: unknown, hasScript = true): readonly string[] => {
  const parsed = widgetManifest.safeParse(manifest);
  if (parsed.success) {
    const { kind } = parsed.data;
    const fits = hasScript ? kind === "bundle" : kind === "declarative" || kind === "hosted";
    return fits ? [] : [`manifest, kind: "${kind}" is not ${hasScript ? "a bundle" : "for a file without a script"}`];
  }
  return parsed.error.issues.map(({ path, message }) => `manifest, ${path.join(".") || "whole"}: ${message}`);
};

const parse = (text: string, hasScript: boolean): readonly string[] => {
  try {
    return manifestProblems(JSON.parse(text), hasScript);
  } catch (error) {
    if (error instanceof SyntaxError) return [`manifest: ${error.message}`];
    throw error;
  }
};

/** Looks at a bundle as the host will, without running it. */
export const validate = (text: string): Verdict => {
  const problems: string[] = [];
  const bytes = new TextEncoder().encode(text).byteLength;
  if (bytes > maxBundleBytes) problems.push(`size: ${bytes} bytes, ${maxBundleBytes} at most`);
  if (text.trimStart().startsWith("{")) return { problems: [...problems, ...parse(text, false)], warnings: [] };
  const manifest = bundleManifestText(text);
  if (manifest === undefined) problems.push("line 1: has to be /* tfx-widget {manifest as JSON in one line} */");
  else problems.push(...parse(manifest, true));
  if (!/\bexport\s+(?:const|let|var)\s+widget\b|\bexport\s*\{[^}]*\bwidget\b/.test(text)) problems.push("script: exports no `widget`");
  else if (!/\bmount\b/.test(text.slice(text.indexOf("\n")))) problems.push("script: its `widget` has no `mount(context, root)`");
  const lines = text.split("\n");
  const warnings = waysOut.flatMap(([found, advice]) => {
    const at = lines.findIndex((line, index) => index > 0 && found.test(line));
    const [name] = found.exec(lines[at] ?? "") ?? [];
    return name === undefined ? [] : [`line ${at + 1}: ${name.trim()} ${advice}`];
  });
  return { problems, warnings };
};

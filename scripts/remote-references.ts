/** How each kind of built file could bring code, styles or fonts from elsewhere. */
const patterns: Readonly<Record<string, readonly RegExp[]>> = {
  // Reviewers of extension stores search the text of a package for addresses of scripts, in use or not.
  js: [/https?:\/\/[^\s"'`<>\\()]+\.(?:m?js|wasm)\b/gi],
  css: [/@import\s+(?:url\()?\s*["']?(?:https?:)?\/\/[^\s"')]+/gi, /url\(\s*["']?(?:https?:)?\/\/[^\s"')]+/gi],
  html: [
    /<(?:script|link|iframe|img|source|video|audio|object|embed)\b[^>]*?\b(?:src|href|data)\s*=\s*["']?(?:https?:)?\/\/[^\s"'>]+/gi,
    /https?:\/\/[^\s"'`<>\\()]+\.(?:m?js|wasm|css|woff2?)\b/gi,
  ],
};

/**
 * Addresses of foreign scripts, styles and fonts in a built file; none may be there. An extension page
 * that loads foreign code is refused by stores, and a guest's page would tell strangers who calls.
 */
export const findRemoteReferences = (fileName: string, text: string): readonly string[] => {
  const kind = fileName.slice(fileName.lastIndexOf(".") + 1).replace("mjs", "js");
  const found = (patterns[kind] ?? []).flatMap((pattern) => text.match(pattern) ?? []);
  return [...new Set(found)];
};

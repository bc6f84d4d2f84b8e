/** Largest text of a widget that is added from a file or an address, in bytes of UTF-8. */
export const maxBundleBytes = 2 * 1024 * 1024;

/** First line of a bundle: the manifest as JSON in one comment, so that it can be read without running anything. */
const firstLine = /^\uFEFF?\/\* tfx-widget (\{[^\n\r]*\}) \*\/\r?(?:\n|$)/;

/** The manifest's JSON in the first line of a bundle; undefined where there is none. Nothing of the text is run or checked. */
export const bundleManifestText = (text: string): string | undefined => firstLine.exec(text)?.[1];

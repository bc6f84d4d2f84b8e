import polyfill from "webextension-polyfill";

/**
 * The browser's extension interface, the only way to it in this workspace. Chromium has `browser` itself
 * since 148; the polyfill serves older ones and goes when the manifest's minimum version passes that.
 */
export const browser = globalThis.browser ?? polyfill;

interface ImportMetaEnv {
  /** Ids of the extensions that may open a call of this page, set by vite.config.ts. */
  readonly TFX_EXTENSION_IDS: readonly string[];
}

// The build without subtitles and encryption, half as large, has no types of its own.
declare module "hls.js/light" {
  export { default } from "hls.js";
}

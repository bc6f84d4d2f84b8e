interface ImportMetaEnv {
  /** Ids of the extensions that may open a call of this page, set by vite.config.ts. */
  readonly TFX_EXTENSION_IDS: readonly string[];
}

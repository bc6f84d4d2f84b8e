interface ImportMetaEnv {
  /** Origin of the server that a fresh extension uses, set by vite.config.ts. */
  readonly TFX_SERVER: string;
}

/** What a Chromium for trying the extension needs to know. */
export interface ChromiumWish {
  /** The unpacked extension. */
  readonly extension: string;
  /** A profile of its own, so that nobody's everyday browser is touched. */
  readonly profile: string;
  readonly url: string;
  /** Chromium refuses its sandbox to root. */
  readonly asRoot: boolean;
}

/** Arguments that start a Chromium with the extension loaded. Branded Chrome ignores `--load-extension` since 137. */
export const chromiumArguments = ({ extension, profile, url, asRoot }: ChromiumWish): readonly string[] => [
  `--user-data-dir=${profile}`,
  `--disable-extensions-except=${extension}`,
  `--load-extension=${extension}`,
  "--no-first-run",
  "--no-default-browser-check",
  ...(asRoot ? ["--no-sandbox"] : []),
  url,
];

import manifest from "../manifest.json" with { type: "json" };

type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * The manifest of one build. `TFX_PUBLIC_URL` names the server whose pages may offer "open in the
 * extension". `TFX_STORE=1` drops the development key, which a store refuses: it gives its own.
 */
export const extensionManifest = (environment: Environment = process.env) => {
  const { key, ...rest } = manifest;
  return {
    ...rest,
    ...(environment.TFX_STORE === "1" ? {} : { key }),
    externally_connectable: { ...rest.externally_connectable, matches: publicOrigins(environment).map((origin) => `${origin}/*`) },
  };
};

/** Origins of the pages that may talk to the extension: those of the manifest and `TFX_PUBLIC_URL`. */
export const publicOrigins = (environment: Environment = process.env): string[] => {
  const own = manifest.externally_connectable.matches.map((pattern) => pattern.replace(/\/\*$/, ""));
  const url = environment.TFX_PUBLIC_URL;
  if (url === undefined || url === "") return own;
  if (!URL.canParse(url)) throw new Error(`TFX_PUBLIC_URL is not a URL: ${url}`);
  return [...new Set([...own, new URL(url).origin])];
};

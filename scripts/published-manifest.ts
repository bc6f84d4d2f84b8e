/** What a workspace's package.json says, as far as publishing needs it. */
export interface WorkspaceManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly sideEffects?: boolean | readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * The package.json of the published package: the compiled entry with its types instead of the source,
 * and dependencies that may take later compatible versions than the exact ones developed with.
 */
export const publishedManifest = ({
  name,
  version,
  license,
  description,
  keywords,
  sideEffects,
  dependencies = {},
}: WorkspaceManifest) => ({
  name,
  version,
  ...(description === undefined ? {} : { description }),
  ...(keywords === undefined ? {} : { keywords }),
  license,
  type: "module",
  ...(sideEffects === undefined ? {} : { sideEffects }),
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  files: ["dist"],
  dependencies: Object.fromEntries(
    Object.entries(dependencies).map(([dependency, exact]) => [dependency, /^\d/.test(exact) ? `^${exact}` : exact]),
  ),
});

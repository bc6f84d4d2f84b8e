/** What a workspace's package.json says, as far as publishing needs it. */
export interface WorkspaceManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  /** Its entries and their sources, or the source of the only one; absent where it is a command alone. */
  readonly exports?: string | Readonly<Record<string, string>>;
  /** Source of the command that has the package's name. */
  readonly bin?: string;
  readonly sideEffects?: boolean | readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Folders of files that pages serve as they are, not import; not in the workspace's own manifest. */
  readonly folders?: readonly string[];
}

const compiled = (source: string): string => source.replace(/^\.\/src\//, "dist/").replace(/\.tsx?$/, "");

/** Entries of a workspace, such as `.` or `./state`, each with its file in dist, less the ending. */
export const publishedEntries = ({ exports = {} }: Pick<WorkspaceManifest, "exports">): ReadonlyMap<string, string> => {
  const sources = typeof exports === "string" ? { ".": exports } : exports;
  return new Map(Object.entries(sources).map(([entry, source]) => [entry, compiled(source)]));
};

/**
 * The package.json of the published package: the compiled entries with their types instead of the source,
 * and dependencies that may take later compatible versions than the exact ones developed with.
 */
export const publishedManifest = ({
  name,
  version,
  license,
  description,
  keywords,
  exports,
  bin,
  sideEffects,
  dependencies = {},
  folders = [],
}: WorkspaceManifest) => ({
  name,
  version,
  ...(description === undefined ? {} : { description }),
  ...(keywords === undefined ? {} : { keywords }),
  license,
  type: "module",
  ...(sideEffects === undefined ? {} : { sideEffects }),
  ...(bin === undefined ? {} : { bin: { [name]: `${compiled(bin)}.js` } }),
  ...(exports === undefined
    ? {}
    : {
        exports: Object.fromEntries(
          [...publishedEntries({ exports })].map(([entry, file]) => [entry, { types: `./${file}.d.ts`, default: `./${file}.js` }]),
        ),
      }),
  files: ["dist", ...folders],
  dependencies: Object.fromEntries(
    Object.entries(dependencies).map(([dependency, exact]) => [dependency, /^\d/.test(exact) ? `^${exact}` : exact]),
  ),
});

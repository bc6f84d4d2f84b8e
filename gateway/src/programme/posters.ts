import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What a poster may be. */
export const posterTypes = ["image/jpeg", "image/png", "image/webp"] as const;

/** A picture that stands for a broadcast before it begins. */
export interface Poster {
  readonly type: (typeof posterTypes)[number];
  readonly bytes: Uint8Array;
}

/** Pictures of broadcasts: few and small, the oldest is forgotten first. */
export interface Posters {
  find(stream: string): Poster | undefined;
  set(stream: string, poster: Poster): Promise<void>;
}

/** Most bytes of a poster. */
export const mostPosterBytes = 512 * 1024;
const mostPosters = 100;

const begins = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString("latin1") === text;

/** What a picture is, by its own first bytes: what its sender says of it is not trusted. Undefined for anything else. */
export const readPoster = (bytes: Uint8Array): Poster | undefined => {
  if (bytes.length > mostPosterBytes) return undefined;
  if (begins(bytes, "\u00ff\u00d8\u00ff")) return { type: "image/jpeg", bytes };
  if (begins(bytes, "\u0089PNG\r\n")) return { type: "image/png", bytes };
  return begins(bytes, "RIFF") && begins(bytes, "WEBP", 8) ? { type: "image/webp", bytes } : undefined;
};

const load = async (folder: string): Promise<readonly (readonly [string, Poster])[]> => {
  await mkdir(folder, { recursive: true });
  // Recordings of a stream that has this folder's name stand here too, as folders.
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && /^[\w-]{1,64}$/.test(entry.name)).map(({ name }) => name);
  const dated = await Promise.all(names.map(async (name) => ({ name, ms: (await stat(join(folder, name))).mtimeMs })));
  const newest = dated.toSorted((one, other) => one.ms - other.ms).slice(-mostPosters);
  const read = await Promise.all(newest.map(async ({ name }) => [name, readPoster(await readFile(join(folder, name)))] as const));
  return read.flatMap(([name, poster]) => (poster === undefined ? [] : [[name, poster] as const]));
};

/** Opens the posters, which are kept in files when there is a folder. */
export const openPosters = async (folder: string | undefined): Promise<Posters> => {
  const place = folder === undefined ? undefined : join(folder, "posters");
  const kept = new Map(place === undefined ? [] : await load(place));
  return {
    find: (stream) => kept.get(stream),
    async set(stream, poster) {
      kept.delete(stream);
      kept.set(stream, poster);
      const [oldest] = kept.keys();
      const goes = kept.size > mostPosters ? oldest : undefined;
      if (goes !== undefined) kept.delete(goes);
      if (place === undefined) return;
      if (goes !== undefined) await rm(join(place, goes), { force: true });
      await writeFile(join(place, stream), poster.bytes);
    },
  };
};

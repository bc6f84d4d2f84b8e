import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What everybody may know of a broadcast. */
export const about = z.object({
  title: z.string().trim().min(1).max(120),
  /** A picture for the list; an address, since the gateway keeps no pictures. */
  poster: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  /** When it is planned to begin. */
  startsAt: z.iso.datetime({ offset: true }).optional(),
  /** Whether it stands in the public list. */
  listed: z.boolean().default(true),
});
/** What everybody may know of a broadcast. */
export type About = z.output<typeof about>;

/** What is on, and what comes. */
export interface Programme {
  find(stream: string): About | undefined;
  set(stream: string, next: About): Promise<void>;
  delete(stream: string): Promise<void>;
  readonly all: readonly (About & { readonly stream: string })[];
}

const file = "programme.json";
const kept = z.record(z.string(), about);
/** Most broadcasts that are remembered; the oldest is forgotten first. */
const mostKept = 1_000;

const read = async (folder: string | undefined): Promise<Record<string, About>> => {
  if (folder === undefined) return {};
  try {
    return kept.parse(JSON.parse(await readFile(join(folder, file), "utf8")));
  } catch {
    // None yet, or one that was damaged: it begins anew.
    return {};
  }
};

/** Opens the programme, which is kept in a file when there is a folder. */
export const openProgramme = async (folder: string | undefined): Promise<Programme> => {
  const broadcasts = new Map(Object.entries(await read(folder)));
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    const path = join(folder, file);
    // In one step, so that a crash leaves the old one or the new one.
    await writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(broadcasts), undefined, 2));
    await rename(`${path}.new`, path);
  };
  const keep = (): Promise<void> => (writing = writing.then(write, write));
  return {
    find: (stream) => broadcasts.get(stream),
    set(stream, next) {
      broadcasts.delete(stream);
      broadcasts.set(stream, next);
      const [oldest] = broadcasts.keys();
      if (broadcasts.size > mostKept && oldest !== undefined) broadcasts.delete(oldest);
      return keep();
    },
    delete(stream) {
      broadcasts.delete(stream);
      return keep();
    },
    get all() {
      return [...broadcasts].map(([stream, one]) => ({ stream, ...one }));
    },
  };
};

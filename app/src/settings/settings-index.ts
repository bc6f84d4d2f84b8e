import { fuzzyScore } from "../actions/fuzzy.ts";

/** A setting, as the search knows it. */
export interface SettingEntry {
  readonly id: string;
  readonly section: string;
  /** What it is called, with its hint and section: everything a person may look for. */
  readonly words: string;
}

/** Ids of the settings that a search finds; all for an empty one. Words are looked for as they stand: a list of settings is short. */
export const findSettings = (typed: string, entries: readonly SettingEntry[]): ReadonlySet<string> => {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  const fits = (entry: SettingEntry) =>
    words.every((word) => entry.words.toLowerCase().includes(word.toLowerCase()) || isNear(word, entry));
  return new Set(entries.filter(fits).map(({ id }) => id));
};

/** One word of a title may be typed with gaps, such as "lang" or "lngg". */
const isNear = (word: string, entry: SettingEntry): boolean =>
  word.length > 2 && entry.words.split(/\s+/).some((candidate) => candidate.length < word.length + 6 && fuzzyScore(word, candidate) > 10);

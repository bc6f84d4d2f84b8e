/** What is put into a text where it says `{{name}}`. */
export type WordValues = Readonly<Record<string, string | number>>;

type CountedKey<Key extends string> = Key extends `${infer Base}.other` ? Base : never;

/** Texts by their names. */
export interface Words<Key extends string> {
  /** The text of a name, with values put in. */
  readonly t: (key: Key, values?: WordValues) => string;
  /** The text for a number of things: of `name.one` or `name.other`, with `{{count}}` put in. */
  readonly tCount: (key: CountedKey<Key>, count: number, values?: WordValues) => string;
}

const plural = new Intl.PluralRules("en");

/** Makes a table of English texts speak. */
export const createWords = <Key extends string>(english: Readonly<Record<Key, string>>): Words<Key> => {
  const texts: Readonly<Record<string, string>> = english;
  const say = (key: string, values: WordValues): string =>
    (texts[key] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (written, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : written,
    );
  return {
    t: (key, values = {}) => say(key, values),
    tCount: (key, count, values = {}) => say(`${key}.${plural.select(count) === "one" ? "one" : "other"}`, { ...values, count }),
  };
};

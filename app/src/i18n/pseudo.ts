const longer: Readonly<Record<string, string>> = {
  a: "áá",
  e: "éé",
  i: "íí",
  o: "óó",
  u: "úú",
  A: "ÁÁ",
  E: "ÉÉ",
  I: "ÍÍ",
  O: "ÓÓ",
  U: "ÚÚ",
};
const rightToLeftOverride = "\u202e";
const popDirection = "\u202c";
const categories = ["zero", "one", "two", "few", "many", "other"] as const;

/** One text as the pseudo-locale shows it: about 40 % longer, accented, and running from right to left. */
export const pseudoText = (text: string): string =>
  text
    .split(/(\{\{\w+\}\}|\s+)/)
    .map((part) => {
      if (part === "" || part.startsWith("{{") || /^\s+$/.test(part)) return part;
      return rightToLeftOverride + part.replaceAll(/[aeiou]/gi, (letter) => longer[letter] ?? letter) + popDirection;
    })
    .join("");

/** A whole catalogue in the pseudo-locale, with all the plural forms that Arabic asks for. */
export const pseudoCatalogue = (catalogue: Readonly<Record<string, string>>): Record<string, string> => {
  const made: Record<string, string> = {};
  for (const [key, text] of Object.entries(catalogue)) {
    const base = key.endsWith("_other") ? key.slice(0, -"_other".length) : undefined;
    if (base === undefined) made[key] = pseudoText(text);
    else for (const category of categories) made[`${base}_${category}`] = pseudoText(text);
  }
  return made;
};

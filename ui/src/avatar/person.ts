const colours = 6;

/** At most two letters that stand for a name or a room: of the first and the last word. */
export const initials = (name: string): string => {
  const words = name.split(/[\s\-_.]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => /[\p{L}\p{N}]/u.exec(word ?? "")?.[0].toLocaleUpperCase() ?? "").join("");
};

/** Number, from 1, of the colour of a name; the same for the same name everywhere. */
export const personColour = (name: string): number => {
  let sum = 0;
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
  return (sum % colours) + 1;
};

const letters = new Intl.Segmenter();

/** Degrees of a colour that is the same for the same name. */
export const hueOf = (name: string): number => {
  let hue = 7;
  for (const letter of name) hue = (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return hue;
};

const firstLetter = (word: string | undefined): string => letters.segment(word ?? "").containing(0)?.segment ?? "";

/** First letters of the first and the last word. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/u);
  return (firstLetter(words[0]) + (words.length > 1 ? firstLetter(words.at(-1)) : "")).toLocaleUpperCase();
};

/** Height of the letters of a name: to be read in a small preview too, and of no more than a part of a small picture. */
export const nameSize = (areaHeight: number, pictureHeight: number): number =>
  Math.max(12, pictureHeight / 30, Math.min(pictureHeight / 18, areaHeight / 9));

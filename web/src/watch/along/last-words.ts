/** Two or three lines, in any size. */
const mostChars = 200;
const mostWord = 40;

/** The end of what is said, from a word on: one caption that goes on and on would cover the picture. */
export const lastWords = (text: string): string => {
  if (text.length <= mostChars) return text;
  const end = text.slice(-mostChars);
  const space = end.search(/\s/u);
  // Half of a letter that takes two places is none.
  const cut = space >= 0 && space <= mostWord ? end.slice(space) : end.replace(/^[\uDC00-\uDFFF]/u, "");
  return `… ${cut.trim()}`;
};

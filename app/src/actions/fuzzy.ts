const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/**
 * How well a typed text fits a title: 0 is not at all, more is better. Every typed letter must stand in
 * the title in order; letters that follow each other and beginnings of words count more.
 */
export const fuzzyScore = (typed: string, title: string): number => {
  const wanted = fold(typed).replaceAll(/\s+/g, "");
  const text = fold(title);
  if (wanted === "") return 1;
  const plain = text.indexOf(fold(typed).trim());
  if (plain >= 0) return 1_000 - plain * 2 + (plain === 0 || text[plain - 1] === " " ? 500 : 0) - text.length / 10;
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    score += next === at + 1 ? 8 : next === 0 || /[\s-]/.test(text[next - 1] ?? "") ? 10 : 1;
    at = next;
  }
  return Math.max(1, score - text.length / 10);
};

/** The entries that fit, best first; entries that fit equally keep their order. */
export const fuzzyFind = <T>(typed: string, entries: readonly T[], title: (entry: T) => string): readonly T[] =>
  entries
    .map((entry) => ({ entry, score: fuzzyScore(typed, title(entry)) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ entry }) => entry);

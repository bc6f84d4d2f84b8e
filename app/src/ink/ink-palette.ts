/**
 * Colours of ink, told apart by people who see few colours too (after Okabe and Ito). No tokens: ink is
 * drawn on pages that are not ours.
 */
const inkPalette = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"] as const;

/** The colour of one of the people in a call: by order of coming, so that everybody sees the same and few share one. */
export const inkColour = (id: string, present: readonly { readonly id: string; readonly joinedAt: number }[]): string => {
  const order = [...present].sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
  const place = Math.max(
    0,
    order.findIndex((one) => one.id === id),
  );
  return inkPalette[place % inkPalette.length] ?? inkPalette[0];
};

import { signal } from "@preact/signals";

/** Texts of parts that are fetched later: each part's texts come with its code. */
export const addedTexts = signal<Readonly<Record<string, string>>>({});

/** Makes texts known; called where they are written down, so that whoever imports them has them. */
export const addTexts = (texts: Readonly<Record<string, string>>): void => {
  addedTexts.value = { ...addedTexts.peek(), ...texts };
};

import type { AppContext } from "../app-context.ts";
import { chordKeys } from "./chord.ts";

/** The keys of a chord as this person's keyboard and language print them. */
export const printKeys = ({ mac, i18n: { t } }: AppContext, chord: string | undefined): readonly string[] | undefined =>
  chord === undefined ? undefined : chordKeys(chord, mac).map((key) => (key === "Space" ? t("keys.key.Space") : key));

import type { Translate } from "../i18n/messages.ts";
import "../i18n/en-lamps.ts";

/** What a lamp stands for. */
export type LampKind = "record" | "onAir";

/** Who takes the call along. */
export interface LampFacts {
  readonly kind: LampKind;
  /** The others who do, as a list in words; empty when nobody else does. */
  readonly names: string;
  readonly own: boolean;
  readonly paused: boolean;
}

/** A lamp's short word, who it is, and what that means. A paused recording says so: it must not pass for a running one. */
export const lampWords = (facts: LampFacts, t: Translate) => {
  const { kind, names: name, own, paused } = facts;
  if (paused) {
    const words = name === "" ? t("record.pausedOwn") : t("record.pausedBy", { name });
    return { word: t("record.paused"), words, text: t("record.pausedText") };
  }
  const words = name === "" ? t(`${kind}.own`) : t(`${kind}.by`, { name });
  return { word: t(`${kind}.lamp`), words, text: t(own ? "record.ownText" : `${kind}.text`) };
};

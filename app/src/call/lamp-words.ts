import type { Translate } from "../i18n/messages.ts";
import "../i18n/en-lamps.ts";
import type { TextsOnAir } from "./recording-model.ts";

/** What a lamp stands for. */
export type LampKind = "record" | "onAir";

/** Who takes the call along. */
export interface LampFacts {
  readonly kind: LampKind;
  /** The others who do, as a list in words; empty when nobody else does. */
  readonly names: string;
  readonly own: boolean;
  readonly paused: boolean;
  /** What of the call's words goes with a broadcast. */
  readonly texts: TextsOnAir;
}

const suffixes = { none: "", chat: "Chat", captions: "Captions", both: "Both" } as const;

/** A lamp's short word, who it is, and what that means. What is paused says so: it must not pass for what runs. */
export const lampWords = (facts: LampFacts, t: Translate) => {
  const { kind, names: name, own, paused } = facts;
  if (paused) {
    const words = name === "" ? t(`${kind}.pausedOwn`) : t(`${kind}.pausedBy`, { name });
    return { word: t(`${kind}.paused`), words, text: t(`${kind}.pausedText`) };
  }
  if (kind === "record") {
    const words = name === "" ? t("record.own") : t("record.by", { name });
    return { word: t("record.lamp"), words, text: t(own ? "record.ownText" : "record.text") };
  }
  const with_ = suffixes[facts.texts];
  const words = name === "" ? t(`onAir.own${with_}`) : t(`onAir.by${with_}`, { name });
  return { word: t("onAir.lamp"), words, text: t(own ? "record.ownText" : `onAir.text${with_}`) };
};

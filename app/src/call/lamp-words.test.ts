import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { createI18n } from "../i18n/i18n.ts";
import { lampWords, type LampFacts } from "./lamp-words.ts";

const { t } = createI18n(signal(["en"]));
const facts: LampFacts = { kind: "record", names: "Amara", own: false, paused: false };

it("says of a paused recording that it is paused, to whoever records and to the others", () => {
  expect(lampWords(facts, t)).toMatchObject({ word: "REC", words: "Amara records this call" });
  expect(lampWords({ ...facts, paused: true }, t)).toMatchObject({ word: "Paused", words: "Amara paused the recording" });
  const own = { ...facts, names: "", own: true };
  expect(lampWords(own, t)).toMatchObject({ word: "REC", words: "You record this call" });
  expect(lampWords({ ...own, paused: true }, t)).toMatchObject({ word: "Paused", words: "You paused the recording" });
});

import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { createI18n } from "../i18n/i18n.ts";
import { lampWords, type LampFacts } from "./lamp-words.ts";

const { t } = createI18n(signal(["en"]));
const facts: LampFacts = { kind: "record", names: "Amara", own: false, paused: false, texts: "none" };

it("says of a paused recording that it is paused, to whoever records and to the others", () => {
  expect(lampWords(facts, t)).toMatchObject({ word: "REC", words: "Amara records this call" });
  expect(lampWords({ ...facts, paused: true }, t)).toMatchObject({ word: "Paused", words: "Amara paused the recording" });
  const own = { ...facts, names: "", own: true };
  expect(lampWords(own, t)).toMatchObject({ word: "REC", words: "You record this call" });
  expect(lampWords({ ...own, paused: true }, t)).toMatchObject({ word: "Paused", words: "You paused the recording" });
});

it("says of a broadcast in its break that nothing goes out", () => {
  const broken: LampFacts = { ...facts, kind: "onAir", paused: true, texts: "chat" };
  expect(lampWords(broken, t)).toEqual({
    word: "Break",
    words: "The broadcast by Amara has a break",
    text: "Nothing of this call goes out until it goes on.",
  });
  expect(lampWords({ ...broken, names: "", own: true }, t).words).toBe("Your broadcast has a break");
});

it("says of a broadcast what of the call's words goes out with it", () => {
  const onAir: LampFacts = { ...facts, kind: "onAir" };
  expect(lampWords(onAir, t).words).toBe("This call is being broadcast by Amara");
  expect(lampWords({ ...onAir, texts: "chat" }, t)).toMatchObject({
    word: "ON AIR",
    words: "This call and its chat are being broadcast by Amara",
    text: expect.stringContaining("what is written to everybody in the chat"),
  });
  expect(lampWords({ ...onAir, names: "", own: true, texts: "both" }, t).words).toBe("You broadcast this call, its chat and its captions");
});

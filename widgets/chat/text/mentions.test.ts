import type { ParticipantId } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import { isEmoji } from "../messages/entry.ts";
import { findCompletion } from "./completion.ts";
import { findEmoji, isEmojiAlone, replaceEmojiCodes } from "./emoji.ts";
import { findMentions, splitMentions } from "./mentions.ts";

const person = (name: string) => ({ id: name as ParticipantId, name });
const people = [person("Mei"), person("Mei Lin"), person("Öyvind")];

describe("mentions", () => {
  it("prefer the longer name", () => {
    expect(splitMentions("@Mei Lin and @Mei.", people)).toEqual([
      { text: "@Mei Lin", mention: "Mei Lin" },
      { text: " and " },
      { text: "@Mei", mention: "Mei" },
      { text: "." },
    ]);
  });

  it("do not look at upper and lower case, and know every script", () => {
    expect(findMentions("hi @öyvind!", people).map(({ name }) => name)).toEqual(["Öyvind"]);
  });

  it("are no part of another word or of an address", () => {
    expect(findMentions("@Meister a@Mei", people)).toEqual([]);
  });

  it("count a person once", () => {
    expect(findMentions("@Mei @Mei @mei", people)).toHaveLength(1);
  });

  it("are cut so that nothing of the text is lost", () => {
    const text = "@@Mei @ @Mei Lin@Öyvind @Öyvind";
    expect(
      splitMentions(text, people)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});

describe("completion", () => {
  it("offers people by any word of their name", () => {
    expect(findCompletion("hey @li", 7, people)).toEqual({ from: 4, choices: [{ label: "Mei Lin", insert: "@Mei Lin " }] });
  });

  it("offers everybody after the sign alone", () => {
    expect(findCompletion("@", 1, people)?.choices).toHaveLength(3);
  });

  it("offers signs after two letters", () => {
    expect(findCompletion(":tad", 4, people)).toEqual({ from: 0, choices: [{ label: "🎉 :tada:", insert: "🎉 " }] });
    expect(findCompletion(":t", 2, people)).toBeUndefined();
  });

  it("offers nothing within an address, a time or where the caret is elsewhere", () => {
    expect(findCompletion("a@me", 4, people)).toBeUndefined();
    expect(findCompletion("12:ta", 5, people)).toBeUndefined();
    expect(findCompletion("@mei then", 9, people)).toBeUndefined();
  });
});

describe("emoji", () => {
  it("come from their codes; unknown codes stay", () => {
    expect(replaceEmojiCodes("a :tada: b :nothing: 10:30:20")).toBe("a 🎉 b :nothing: 10:30:20");
  });

  it("are found by the beginning of their code first", () => {
    expect(findEmoji("heart", 3).map(({ code }) => code)).toEqual(["heart", "heart_eyes", "heart_hands"]);
  });

  it("alone are told from text", () => {
    expect(isEmojiAlone("🎉 ❤️")).toBe(true);
    expect(isEmojiAlone("🎉 yes")).toBe(false);
    expect(isEmojiAlone("42")).toBe(false);
  });
});

describe("reactions", () => {
  it("are one sign, whatever it is made of", () => {
    for (const sign of ["👍", "👍🏽", "❤️", "👩‍🚀", "🇳🇴", "☝️"]) expect(isEmoji(sign)).toBe(true);
  });

  it("are not text, digits or several signs", () => {
    for (const text of ["", "a", "1", "👍👍", "👍 buy", "🇳", "‍"]) expect(isEmoji(text)).toBe(false);
  });
});

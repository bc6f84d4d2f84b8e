import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { en } from "./en.ts";
import { chooseLanguage, createI18n, languagesFor } from "./i18n.ts";
import { pseudoText } from "./pseudo.ts";

const english = createI18n(signal(["en"]));

describe("texts", () => {
  it("take values and plural forms", () => {
    expect(english.t("call.joined", { name: "Mei Lin" })).toBe("Mei Lin joined");
    expect(english.t("call.people", { count: 1 })).toBe("1 person in the call");
    expect(english.t("call.people", { count: 4 })).toBe("4 people in the call");
  });

  it("show a name as it is, markup included", () => {
    expect(english.t("call.left", { name: "<b>{{x}}</b> & $t(app.name)" })).toBe("<b>{{x}}</b> & $t(app.name) left");
  });

  it("say what went wrong without the words that frighten", () => {
    for (const text of Object.values(en)) expect(text).not.toMatch(/\berror\b|oops|invalid|fatal/i);
  });

  it("have both plural forms or none", () => {
    for (const key of Object.keys(en)) if (key.endsWith("_one")) expect(en).toHaveProperty([key.replace(/_one$/, "_other")]);
  });
});

describe("the pseudo-locale", () => {
  it("is offered to those alone who write widgets or who have it already", () => {
    const tags = (isDeveloper: boolean, now: "en" | "ar-XB") => languagesFor({ isDeveloper, now }).map(({ tag }) => tag);
    expect(tags(false, "en")).not.toContain("ar-XB");
    expect(tags(true, "en")).toContain("ar-XB");
    expect(tags(false, "ar-XB")).toContain("ar-XB");
  });

  const pseudo = createI18n(signal(["ar-XB"]));

  it("is right to left, longer, and keeps the values", () => {
    expect(pseudo.direction.value).toBe("rtl");
    expect(pseudoText("Turn camera off").length).toBeGreaterThan("Turn camera off".length * 1.3);
    expect(pseudo.t("call.joined", { name: "Mei Lin" })).toContain("Mei Lin");
  });

  it.each([0, 1, 2, 3, 11, 100])("has a plural form for %i", (count) => {
    expect(pseudo.t("call.people", { count })).toContain(String(count));
  });
});

describe("a change of language", () => {
  it("changes every text", () => {
    const wanted = signal<readonly string[]>(["en"]);
    const i18n = createI18n(wanted);
    const before = i18n.t("lobby.join");
    wanted.value = ["ar-XB"];
    expect(i18n.t("lobby.join")).not.toBe(before);
  });

  it("takes the first language that there is", () => {
    expect(chooseLanguage(["fr-FR", "en-GB"])).toBe("en");
    expect(chooseLanguage(["ar"])).toBe("en");
    expect(chooseLanguage([])).toBe("en");
  });
});

describe("times", () => {
  it("count up as a clock does", () => {
    expect(english.clock(0)).toBe("0:00");
    expect(english.clock(1_458)).toBe("24:18");
    expect(english.clock(3_723)).toBe("1:02:03");
  });

  it("are said in words", () => {
    expect(english.duration(42)).toBe("42 seconds");
    expect(english.duration(3_723)).toBe("1 hour, 2 minutes");
    expect(english.ago(0, 12 * 60_000)).toBe("12 minutes ago");
    expect(english.ago(0, 86_400_000)).toBe("yesterday");
    expect(english.ago(10, 0)).toBe("now");
  });

  it("list names as one would say them", () => expect(english.list(["Amara", "Jonas", "Mei Lin"])).toBe("Amara, Jonas, and Mei Lin"));
});

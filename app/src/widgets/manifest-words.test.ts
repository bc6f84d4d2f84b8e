import { describe, expect, it } from "vitest";
import { widgetManifest, type WidgetManifestInput } from "@tfx/protocol/widgets";
import { pseudoText } from "../i18n/pseudo.ts";
import { inLanguage, nameIn } from "./manifest-words.ts";

const manifestOf = (change: Partial<WidgetManifestInput>) =>
  widgetManifest.parse({
    id: "org.example.poll",
    name: "Poll",
    description: "Ask, and see what people think.",
    version: "1.0.0",
    sdk: "1",
    kind: "bundle",
    permissions: ["media:levels"],
    reasons: { "media:levels": "To show how loud it is." },
    commands: [
      { id: "ask", title: "Ask" },
      { id: "close", title: "Close" },
    ],
    absent: { summary: "People vote." },
    ...change,
  });

const arabic = {
  ar: { name: "استطلاع", description: "اسأل", reasons: { "media:levels": "صوت" }, commands: { ask: "سؤال" }, summary: "تصويت" },
} as const;

describe("a manifest in a language", () => {
  it("has the words that its author wrote for it, and elsewhere those that are there", () => {
    const shown = inLanguage(manifestOf({ locales: arabic }), "ar-XB");
    expect(shown).toMatchObject({ name: "استطلاع", description: "اسأل", reasons: { "media:levels": "صوت" }, absent: { summary: "تصويت" } });
    expect(shown.commands.map(({ title }) => title)).toEqual(["سؤال", "Close"]);
    expect(nameIn(manifestOf({ locales: arabic }), "ar-XB")).toBe("استطلاع");
  });

  it("is as it was written where there are none", () => {
    const manifest = manifestOf({ locales: arabic });
    expect(inLanguage(manifest, "en")).toBe(manifest);
    expect(inLanguage(manifestOf({}), "ar-XB").name).toBe("Poll");
  });

  it("shows in the pseudo-language what of ours a translation will need", () => {
    const shown = inLanguage(manifestOf({ kind: "builtin" }), "ar-XB");
    expect(shown.name).toBe(pseudoText("Poll"));
    expect(shown.description).toBe(pseudoText("Ask, and see what people think."));
    expect(shown.reasons["media:levels"]).toBe(pseudoText("To show how loud it is."));
    expect(shown.commands[1]?.title).toBe(pseudoText("Close"));
  });
});

import { describe, expect, it } from "vitest";
import { createWords } from "./create-words.ts";

const { t, tCount } = createWords({
  greeting: "Hello {{name}}, {{name}}!",
  "viewers.one": "{{count}} viewer of {{stream}}",
  "viewers.other": "{{count}} viewers of {{stream}}",
});

describe("words", () => {
  it("have values put in wherever they are named", () => expect(t("greeting", { name: "Amara" })).toBe("Hello Amara, Amara!"));

  it("show what nobody gave a value for, also under a name that every object has", () => {
    expect(t("greeting")).toBe("Hello {{name}}, {{name}}!");
    expect(createWords({ odd: "{{constructor}}" }).t("odd")).toBe("{{constructor}}");
  });

  it("put values in as they are, even where they look like more to put in", () => {
    expect(t("greeting", { name: "$& {{name}}" })).toBe("Hello $& {{name}}, $& {{name}}!");
  });

  it("count one and many", () => {
    expect(tCount("viewers", 1, { stream: "film" })).toBe("1 viewer of film");
    expect(tCount("viewers", 0, { stream: "film" })).toBe("0 viewers of film");
  });
});

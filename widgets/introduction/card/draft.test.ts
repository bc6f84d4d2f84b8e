import { describe, expect, it } from "vitest";
import { cardOf, draftOf, draftProblems, linkFields } from "./draft.ts";

const empty = draftOf(undefined, { name: "Ana", always: false });

describe("a draft", () => {
  it("begins with the name in the call and is a card at once", () => {
    expect(cardOf(empty)).toMatchObject({ name: "Ana", links: [], photo: undefined });
  });

  it("goes on from the card that there is", () => {
    const card = cardOf({ ...empty, role: "Engineer", links: ["example.org"] });
    expect(draftOf(card, { name: "Other", always: true })).toMatchObject({
      name: "Ana",
      role: "Engineer",
      links: ["https://example.org/"],
    });
  });

  it("leaves out empty links", () => {
    expect(cardOf({ ...empty, links: ["", " example.org "] })?.links).toEqual(["https://example.org/"]);
  });

  it("says what has to be mended", () => {
    const wrong = { ...empty, name: " ", links: ["", "http://example.org", "https://example.org"] };
    expect(draftProblems(wrong)).toEqual({ name: true, links: [false, true, false] });
    expect(cardOf(wrong)).toBeUndefined();
  });

  it("offers one more link while there is room", () => {
    expect(linkFields(["a"])).toEqual(["a", ""]);
    expect(linkFields(["a", "b", "c", "d"])).toEqual(["a", "b", "c", "d"]);
  });
});

import { describe, expect, it } from "vitest";
import { webpLossy } from "../testing/sample-photos.ts";
import { isSameCard, readCard, writeCard, type Card } from "./card.ts";

const ana: Card = {
  name: "Ana",
  pronouns: "she/her",
  role: "Engineer",
  language: "Português",
  links: ["https://example.org/ana"],
  photo: webpLossy(96, 96),
};

describe("readCard", () => {
  it("reads what writeCard wrote", () => {
    expect(readCard(writeCard(ana))).toEqual(ana);
    expect(readCard(writeCard({ ...ana, photo: undefined }))).toEqual({ ...ana, photo: undefined });
  });

  it.each([null, 7, "Ana", [], { role: "Engineer" }, { name: "  " }, { name: 7 }, Uint8Array.of(1)])("finds no card in %o", (value) => {
    expect(readCard(value)).toBeUndefined();
  });

  it("leaves out what does not fit", () => {
    const links = ["javascript:alert(1)", "http://example.org", "https://example.org"];
    expect(readCard({ name: "Ana", role: 7, links, photo: Uint8Array.of(1, 2, 3) })).toMatchObject({
      role: "",
      links: ["https://example.org/"],
      photo: undefined,
    });
  });

  it("shows no photo that is larger than it may be", () => {
    expect(readCard({ name: "Ana", photo: webpLossy(4000, 4000) })?.photo).toBeUndefined();
  });

  it("takes characters away that would turn or break the line, and cuts long texts", () => {
    expect(readCard({ name: "A\u202Ena\n\u0000 B" })?.name).toBe("A na B");
    expect(readCard({ name: "é".repeat(500) })?.name).toBe("é".repeat(60));
    expect(readCard({ name: "Ana", links: Array.from({ length: 9 }, () => "https://example.org") })?.links).toHaveLength(4);
  });

  it("reads own members only", () => {
    expect(readCard(Object.create({ name: "Ana" }))).toBeUndefined();
  });
});

it("tells whether two cards are the same, photo and all", () => {
  expect(isSameCard(ana, { ...ana, photo: webpLossy(96, 96) })).toBe(true);
  expect(isSameCard(ana, { ...ana, photo: webpLossy(96, 95) })).toBe(false);
  expect(isSameCard(ana, { ...ana, role: "Host" })).toBe(false);
  expect(isSameCard(undefined, ana)).toBe(false);
});

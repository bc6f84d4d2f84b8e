import { describe, expect, it } from "vitest";
import { readLink } from "./link.ts";

describe("readLink", () => {
  it("takes an https address apart", () => {
    expect(readLink(" https://example.org/me?x=1 ")).toEqual({ href: "https://example.org/me?x=1", host: "example.org", rest: "/me?x=1" });
  });

  it("adds the scheme that people leave out", () => {
    expect(readLink("example.org")).toEqual({ href: "https://example.org/", host: "example.org", rest: "" });
    expect(readLink("example.org:8443/a")?.host).toBe("example.org:8443");
  });

  it.each([
    "http://example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:a@example.org",
    "https://user:secret@example.org",
    "https://user@example.org",
    "https://localhost/",
    "https://",
    "a b",
    "",
    `https://example.org/${"a".repeat(300)}`,
  ])("refuses %s", (text) => expect(readLink(text)).toBeUndefined());

  it("shows a name in another script as what it is", () => {
    expect(readLink("https://exаmple.org/")?.host).toMatch(/^xn--/);
  });
});

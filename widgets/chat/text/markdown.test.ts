import type { ParticipantId } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import { readMarkdown, safeLink, type Block } from "./markdown.ts";

const mei = { id: "mei" as ParticipantId, name: "Mei Lin" };
const read = (text: string) => readMarkdown(text, [mei]);
const kindsIn = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap(kindsIn)
    : typeof value === "object" && value !== null
      ? [...("kind" in value ? [String(value.kind)] : []), ...Object.values(value).flatMap(kindsIn)]
      : [];
const line = (text: string) => {
  const [first] = read(text);
  if (first?.kind !== "paragraph") throw new Error("No paragraph was made.");
  return first.inside;
};

describe("Markdown", () => {
  it("makes words strong, emphasised and struck out", () => {
    expect(line("**a** *b* ~~c~~ `d*`")).toEqual([
      { kind: "strong", inside: [{ kind: "text", text: "a" }] },
      { kind: "text", text: " " },
      { kind: "emphasis", inside: [{ kind: "text", text: "b" }] },
      { kind: "text", text: " " },
      { kind: "deleted", inside: [{ kind: "text", text: "c" }] },
      { kind: "text", text: " " },
      { kind: "code", text: "d*" },
    ]);
  });

  it("keeps each line a line", () => {
    expect(line("a\nb")).toEqual([{ kind: "text", text: "a" }, { kind: "break" }, { kind: "text", text: "b" }]);
  });

  it("keeps code as it was written, with its language", () => {
    expect(read("```ts\nif (a < b) :tada:\n```")).toEqual([{ kind: "code", language: "ts", text: "if (a < b) :tada:" }]);
  });

  it("makes lists, with boxes beside their words, and quotes", () => {
    expect(read("3. a\n4. b")).toMatchObject([{ kind: "list", start: 3, items: [[{ kind: "paragraph" }], [{ kind: "paragraph" }]] }]);
    expect(read("- [x] a")).toMatchObject([{ kind: "list", start: undefined, items: [[{ inside: [{ text: "☑ " }, { text: "a" }] }]] }]);
    expect(read("> a")).toMatchObject([{ kind: "quote", inside: [{ kind: "paragraph" }] }]);
  });

  it("names people and signs, but not within code", () => {
    expect(line("hey @mei lin :tada: `@Mei Lin :tada:`")).toEqual([
      { kind: "text", text: "hey " },
      { kind: "mention", text: "@mei lin", id: mei.id },
      { kind: "text", text: " 🎉 " },
      { kind: "code", text: "@Mei Lin :tada:" },
    ]);
  });

  it("links addresses of the web and of mail", () => {
    expect(line("https://example.org/a me@example.org")).toMatchObject([
      { kind: "link", href: "https://example.org/a" },
      { kind: "text" },
      { kind: "link", href: "mailto:me@example.org" },
    ]);
  });

  it("makes a link of a picture that lies elsewhere", () => {
    expect(line("![a cat](https://example.org/cat.png)")).toEqual([
      { kind: "link", href: "https://example.org/cat.png", inside: [{ kind: "text", text: "a cat" }] },
    ]);
  });
});

describe("hostile text", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick=alert(1)>b</b>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)",
  ])("%s is shown as it was written", (text) => {
    const blocks = read(text);
    expect(kindsIn(blocks).filter((kind) => !["paragraph", "text"].includes(kind))).toEqual([]);
    expect(textOf(blocks)).toBe(text);
  });

  it.each([
    "vbscript:x",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "file:///etc/passwd",
    "//example.org",
    "https://",
  ])("%s is no address", (address) => expect(safeLink(address)).toBeUndefined());

  it.each([
    [">".repeat(4_000)],
    ["1. ".repeat(1_300)],
    ["- ".repeat(2_000)],
    ["*a_".repeat(1_300)],
    ["[a](".repeat(1_000)],
    ["[".repeat(4_000)],
    ["`".repeat(4_000)],
    ["<a ".repeat(1_300)],
    ["**a".repeat(1_300)],
  ])("is read without hanging the page: %#", (text) => {
    const before = performance.now();
    const blocks = read(text);
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(blocks.length).toBeGreaterThan(0);
  });
});

const textOf = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => (block.kind === "paragraph" ? block.inside.map((part) => (part.kind === "text" ? part.text : "")).join("") : ""))
    .join("");

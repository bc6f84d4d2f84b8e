import { readFile } from "node:fs/promises";
import { widgetApi, widgetManifest, type EntryName } from "@tfx/protocol/widgets";
import { expect, it } from "vitest";
import { contextSignatures } from "./context-signatures.ts";
import { printFields, printShape } from "./print-shape.ts";
import { inCode } from "./widget-calls.ts";
import { widgetReference } from "./widget-reference.ts";

// Made once, before the tests: the compiler takes seconds.
const page = widgetReference();
const { interfaces, types } = contextSignatures();

it("the reference of the widget API is what `npm run docs` makes", async () => {
  await expect(readFile(new URL("../docs/widgets/reference.md", import.meta.url), "utf8")).resolves.toBe(page);
});

it("what an author calls is told as it is, with nothing of the table left to look up", () => {
  expect(interfaces).toContain("readonly info: Live<RoomInfo | undefined>;");
  expect(interfaces).toContain(
    "levels(options?: { perSecond?: number; }): WidgetStream<{ participant: ParticipantId; level: number; }[]>;",
  );
  expect(`${interfaces}${types}`).not.toMatch(/EntryInput|EntryResult|Welcome|\$brand/);
  const members = (Object.keys(widgetApi) as EntryName[]).map((name) => /^[\w.]*/.exec(inCode(name))?.[0].split(".").at(-1) ?? "");
  for (const member of members) expect(interfaces).toMatch(new RegExp(String.raw`\b${member}[(:<]`));
});

it("no shape on the page is left without a name", () => {
  expect(page).not.toMatch(/without a name|string of \/|\banything, at most/);
});

it("shapes are printed with their limits, defaults and what may be left out", () => {
  expect(printShape(widgetApi["ui.summary"].params)).toBe(
    "{ lines: list of { text: string up to 240, value?: number 0 to 1 }, at most 12 }",
  );
  expect(printShape(widgetApi["media.levels"].params)).toBe("{ perSecond?: number 1 to 20 = 10 }");
  expect(printFields(widgetManifest)).toContainEqual({ name: "sdk", needed: true, shape: '"1"' });
});

it("what only a check of our own describes has a name", () => {
  expect(printShape(widgetApi["download.save"].params)).toContain("bytes: Uint8Array");
  expect(printShape(widgetApi["value.set"].params)).toContain("value: plain value }");
  expect(printShape(widgetApi["presence.changed"].params)).toContain("value: plain value | null");
  expect(printShape(widgetApi["media.frames"].result, "output")).toBe("ImageBitmap");
  expect(printShape(widgetApi["media.stats"].result, "output")).toBe("list of { participant: id, report: list of { [name]: anything } }");
  expect(printShape(widgetApi["files.share"].params)).toContain("file: Blob, name: string up to 255");
  expect(printShape(widgetApi["filter.set"].params)).toContain("[number -1000000 to 1000000, number -1000000 to 1000000]");
});

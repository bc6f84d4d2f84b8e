import { readFile } from "node:fs/promises";
import { widgetApi, widgetManifest } from "@tfx/protocol/widgets";
import { expect, it } from "vitest";
import { printFields, printShape } from "./print-shape.ts";
import { widgetReference } from "./widget-reference.ts";

it("the reference of the widget API is what `npm run docs` makes", async () => {
  await expect(readFile(new URL("../docs/widgets/reference.md", import.meta.url), "utf8")).resolves.toBe(widgetReference());
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
  expect(printShape(widgetApi["media.frames"].result, "output")).toBe("an object of the browser, named above");
});

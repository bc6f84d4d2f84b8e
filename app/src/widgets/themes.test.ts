import { readFileSync } from "node:fs";
import { readBundle } from "@tfx/widget-host";
import { expect, test } from "vitest";
import { themeRule } from "./themes.ts";

test("a theme gives each colour for light and dark", async () => {
  const text = readFileSync(new URL("../../../examples/theme/theme.json", import.meta.url), "utf8");
  const { theme } = (await readBundle(text)).manifest;
  expect(theme && themeRule(theme)).toBe(
    ":root { --accent: light-dark(#7a2a6d, #e29ad6); --accent-hover: light-dark(#62205a, #ecb5e3); --on-accent: light-dark(#ffffff, #2a0f26); }",
  );
});

test("a colour that is given for one look alone is that of both", () => {
  expect(themeRule({ light: {}, dark: { accent: "#e29ad6" } })).toBe(":root { --accent: light-dark(#e29ad6, #e29ad6); }");
});

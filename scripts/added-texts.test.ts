import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import app from "../app/package.json" with { type: "json" };

const folder = new URL("../app/src/i18n/", import.meta.url);

it("texts that come with a later part of the page are left in the build, though nothing of their file is named", () => {
  const adding = readdirSync(folder).filter((file) => /^addTexts\(/m.test(readFileSync(new URL(file, folder), "utf8")));
  expect(adding.length).toBeGreaterThan(3);
  for (const file of adding) expect(file).toMatch(/^en-[a-z]+\.ts$/);
  expect(app.sideEffects).toContain("./src/i18n/en-*.ts");
});

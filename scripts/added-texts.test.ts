import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const folder = new URL("../app/src/i18n/", import.meta.url);

it("texts that come with a later part of the page are left in the build, though nothing of their file is named", () => {
  const adding = readdirSync(folder).filter((file) => /^addTexts\(/m.test(readFileSync(new URL(file, folder), "utf8")));
  expect(adding.length).toBeGreaterThan(3);
  for (const file of adding) expect(file).toMatch(/^en-[a-z]+\.ts$/);
  const app = readFileSync(new URL("../app/package.json", import.meta.url), "utf8");
  expect(JSON.parse(app)).toMatchObject({ sideEffects: expect.arrayContaining(["./src/i18n/en-*.ts"]) as unknown });
});

import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { errorTable } from "./error-table.ts";

it("the page of error codes is what `npm run docs` makes", async () => {
  await expect(readFile(new URL("../docs/errors.md", import.meta.url), "utf8")).resolves.toBe(errorTable());
});

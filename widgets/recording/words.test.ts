import { expect, it } from "vitest";
import { fileSize } from "./words.ts";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [147, "147 bytes"],
  [14_700, "15 kB"],
  [2_340_000, "2.3 MB"],
])("writes a size of %i as %s", (bytes, words) => {
  expect(fileSize(bytes, "en")).toBe(words);
});

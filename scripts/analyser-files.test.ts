import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { analyserFiles, origins } from "./analyser-files.ts";

const page = readFileSync(new URL("../docs/third-party.md", import.meta.url), "utf8");
const shipped = [...analyserFiles().keys()].filter((name) => name !== "NOTICE.txt");

test.each(shipped)("%s has its origin and its licence, in the build and in the documentation", async (name) => {
  const notice = String(await analyserFiles().get("NOTICE.txt")?.());
  expect(origins.filter(({ files }) => files.includes(name))).toHaveLength(1);
  expect(notice).toContain(name);
  expect(page).toContain(name.replace(/-weights_manifest\.json$|\.bin$/, ""));
});

test("the notice carries the whole text of each licence", async () => {
  const notice = String(await analyserFiles().get("NOTICE.txt")?.());
  expect(notice).toContain("Neither the name of the Xiph.Org Foundation nor the names of its");
  expect(notice).toContain("Copyright (c) Vladimir Mandic");
  expect(notice).toContain("Neither the name of Twilio nor the names of its contributors");
  expect(notice).toContain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
});

test("no origin is named for what is not shipped", () => {
  expect(origins.flatMap(({ files }) => files).filter((name) => !shipped.includes(name))).toEqual([]);
});

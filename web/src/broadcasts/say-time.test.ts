import { signal } from "@preact/signals";
import { createPageI18n, watchTexts } from "@tfx/app/page";
import { expect, test } from "vitest";
import { sayBehind, sayWhen } from "./say-time.ts";

const texts = createPageI18n(signal(["en"]), signal(watchTexts));

test.each([
  [30, "0.1 sec"],
  [840, "0.8 sec"],
  [4_200, "4 sec"],
  [200_000, "3:20"],
])("%i ms are said as %s", (ms, words) => {
  expect(sayBehind(texts, ms)).toBe(words);
});

test("what begins today is said without its date, and the rest with it", () => {
  const nowMs = new Date(2030, 0, 1, 12).getTime();
  expect(sayWhen(texts, new Date(2030, 0, 1, 20).getTime(), nowMs)).toMatch(/^today, 8:00\sPM$/);
  expect(sayWhen(texts, new Date(2030, 0, 8, 20).getTime(), nowMs)).toMatch(/January 8, 2030/);
});

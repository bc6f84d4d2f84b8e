import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { followFilters } from "./follow-filters.ts";

let end = new AbortController();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  end.abort();
  end = new AbortController();
  vi.useRealTimers();
});

test("a person whom nobody sees is told for as long as that is so", async () => {
  const app = await openFakeApp(
    createFakePlatform(() => createFakeSession({})),
    { end: end.signal },
  );
  const withheld = signal(false);
  const picture = {
    withheld,
    leftOut: signal<ReadonlySet<string>>(new Set()),
    lost: () => [],
    setData: async () => undefined,
    offer: () => undefined,
  };
  followFilters(app, { registry: { known: { value: [], on: () => () => undefined } }, picture, end: end.signal });
  const texts = () => app.toasts.shown.value.map(({ text }) => text);
  expect(texts()).toEqual([]);
  withheld.value = true;
  expect(texts()).toEqual([expect.stringMatching(/^Nobody sees you now/)]);
  vi.advanceTimersByTime(600_000);
  expect(texts()).toHaveLength(1);
  withheld.value = false;
  expect(texts()).toEqual([]);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createToasts } from "./toasts-model.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const texts = (toasts: ReturnType<typeof createToasts>) => toasts.shown.value.map((toast) => toast.text);

test("the two newest are shown", () => {
  const toasts = createToasts(new AbortController().signal);
  for (const text of ["one", "two", "three"]) toasts.show({ text });
  expect(texts(toasts)).toEqual(["two", "three"]);
});

test("each goes away by itself, one with an action later", () => {
  const toasts = createToasts(new AbortController().signal);
  toasts.show({ text: "plain" });
  toasts.show({ text: "asks", action: { label: "Do", run: () => undefined } });
  vi.advanceTimersByTime(5_001);
  expect(texts(toasts)).toEqual(["asks"]);
  vi.advanceTimersByTime(5_000);
  expect(texts(toasts)).toEqual([]);
});

test("news about the same thing replaces the old", () => {
  const toasts = createToasts(new AbortController().signal);
  toasts.show({ text: "Jonas joined", about: "jonas" });
  toasts.show({ text: "Jonas left", about: "jonas" });
  expect(texts(toasts)).toEqual(["Jonas left"]);
});

test("taking the action takes the toast away", () => {
  const toasts = createToasts(new AbortController().signal);
  const run = vi.fn();
  toasts.show({ text: "asks", action: { label: "Do", run } });
  toasts.shown.value[0]?.action?.run();
  expect(run).toHaveBeenCalledOnce();
  expect(texts(toasts)).toEqual([]);
});

test("nothing is left when the page ends", () => {
  const end = new AbortController();
  const toasts = createToasts(end.signal);
  toasts.show({ text: "one" });
  end.abort();
  expect(texts(toasts)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

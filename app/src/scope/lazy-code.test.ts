import { expect, test, vi } from "vitest";
import { createLazyCode, type FetchAgain } from "./lazy-code.ts";

const again: FetchAgain = (_, load) => load();

test("a part is fetched once, however often it is wanted", async () => {
  const load = vi.fn(() => Promise.resolve("panel"));
  const code = createLazyCode(load, again);
  await Promise.all([code.fetch(), code.fetch()]);
  await code.fetch();
  expect(code.state.value).toEqual({ is: "ready", part: "panel" });
  expect(load).toHaveBeenCalledOnce();
});

test("a failure is shown, not thrown, and not remembered", async () => {
  const answers = [Promise.reject(new TypeError("Failed to fetch")), Promise.resolve("panel")];
  const code = createLazyCode(() => answers.shift() ?? Promise.resolve("late"), again);
  await expect(code.fetch()).resolves.toBeUndefined();
  expect(code.state.value).toEqual({ is: "failed" });
  await code.fetch();
  expect(code.state.value).toEqual({ is: "ready", part: "panel" });
});

test("another try learns what went wrong at the last one", async () => {
  const problem = new TypeError("Failed to fetch");
  const seen: unknown[] = [];
  const code = createLazyCode(
    () => Promise.reject(problem),
    (last, load) => (seen.push(last), load()),
  );
  await code.fetch();
  await code.fetch();
  expect(seen).toEqual([problem]);
});

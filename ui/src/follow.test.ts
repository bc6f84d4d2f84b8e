import { expect, it } from "vitest";
import { follow, type LiveValue } from "./follow.ts";

const openCount = (): LiveValue<number> & { set(value: number): void } => {
  const listeners = new Set<(value: number) => void>();
  let value = 1;
  return {
    get value() {
      return value;
    },
    on(listener, { signal }) {
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener));
    },
    set(next) {
      value = next;
      for (const listener of listeners) listener(next);
    },
  };
};

it("is what the value is, and what is read of it, until the end", () => {
  const count = openCount();
  const end = new AbortController();
  const [whole, isOdd] = [follow(count, end.signal), follow(count, end.signal, (value) => value % 2 === 1)];
  expect([whole.value, isOdd.value]).toEqual([1, true]);
  count.set(2);
  expect([whole.value, isOdd.value]).toEqual([2, false]);
  end.abort();
  count.set(3);
  expect([whole.value, isOdd.value]).toEqual([2, false]);
});

import { expect, it, vi } from "vitest";
import { createUniqueId } from "./use-unique-id.ts";

it("gives every element another id", () => {
  const ids = Array.from({ length: 100 }, createUniqueId);
  expect(new Set(ids).size).toBe(100);
});

it("gives ids that no second load of the module gives", async () => {
  vi.resetModules();
  const second = await import("./use-unique-id.ts");
  const first = new Set(Array.from({ length: 100 }, createUniqueId));
  expect(Array.from({ length: 100 }, second.createUniqueId).filter((id) => first.has(id))).toEqual([]);
});

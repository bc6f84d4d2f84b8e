import { expect, test } from "vitest";
import { assignKey } from "./assign-key.ts";

test("an action gets the key it is given", () => {
  expect(assignKey({}, "share", "Shift+S")).toEqual({ keys: { share: ["Shift+S"] }, takenFrom: undefined });
});

test("a key that something else had is taken from it, its other keys stay", () => {
  const { keys, takenFrom } = assignKey({}, "share", "/");
  expect(takenFrom).toBe("palette");
  expect(keys).toEqual({ share: ["/"], palette: ["Mod+K"] });
});

test("a key that an action has already is its only one afterwards", () => {
  expect(assignKey({ lock: ["Mod+J"] }, "palette", "Mod+K")).toEqual({
    keys: { lock: ["Mod+J"], palette: ["Mod+K"] },
    takenFrom: undefined,
  });
});

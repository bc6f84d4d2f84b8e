import { describe, expect, it } from "vitest";
import { stepForKey, type ComposerKey } from "./composer-keys.ts";

const press = (key: string, facts: Partial<ComposerKey> = {}) =>
  stepForKey({ key, shift: false, isComposing: false, hasCompletion: false, isEmpty: false, ...facts });

describe("keys of the composer", () => {
  it("send with Enter and begin a line with Shift", () => {
    expect(press("Enter")).toBe("submit");
    expect(press("Enter", { shift: true })).toBeUndefined();
  });

  it("leave Enter to an input method", () => expect(press("Enter", { isComposing: true })).toBeUndefined());

  it("edit the last message with the up arrow in an empty field alone", () => {
    expect(press("ArrowUp", { isEmpty: true })).toBe("edit-last");
    expect(press("ArrowUp")).toBeUndefined();
  });

  it("choose among suggestions while there are any", () => {
    const facts = { hasCompletion: true };
    expect(["Enter", "Tab", "ArrowDown", "ArrowUp", "Escape"].map((key) => press(key, facts))).toEqual([
      "complete",
      "complete",
      "next",
      "previous",
      "cancel",
    ]);
    expect(press("Tab", { hasCompletion: true, shift: true })).toBeUndefined();
    expect(press("Tab")).toBeUndefined();
  });
});

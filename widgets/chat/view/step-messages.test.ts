import { describe, expect, it } from "vitest";
import { stepMessages } from "./step-messages.ts";

describe("moving among messages by keys", () => {
  it("begins with the latest and stops at the ends", () => {
    expect(stepMessages("ArrowUp", -1, 3)).toBe(2);
    expect(stepMessages("ArrowUp", 2, 3)).toBe(1);
    expect(stepMessages("ArrowUp", 0, 3)).toBe(0);
    expect(stepMessages("ArrowDown", 2, 3)).toBe(2);
    expect(stepMessages("Home", 2, 3)).toBe(0);
    expect(stepMessages("End", 0, 3)).toBe(2);
  });

  it("leaves other keys and an empty list alone", () => {
    expect(stepMessages("a", 0, 3)).toBeUndefined();
    expect(stepMessages("ArrowUp", -1, 0)).toBeUndefined();
  });
});

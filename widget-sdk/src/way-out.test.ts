import { describe, expect, it } from "vitest";
import { leadsOut, type FramePress } from "./way-out.ts";

const press = (change: Partial<FramePress>): FramePress => ({
  key: "Escape",
  isTrusted: true,
  isOther: false,
  defaultPrevented: false,
  types: false,
  layered: false,
  ...change,
});

describe("the way out of a widget's frame", () => {
  it.each<[string, Partial<FramePress>, boolean]>([
    ["Escape", {}, true],
    ["F6", { key: "F6" }, true],
    ["F6 while something is written", { key: "F6", types: true }, true],
    ["Escape while something is written", { types: true }, false],
    ["Escape that closes a dialog of the widget", { layered: true }, false],
    ["Escape that the widget has used", { defaultPrevented: true }, false],
    ["a press that a script made", { isTrusted: false }, false],
    ["a press with Ctrl, held, or within a composition", { key: "F6", isOther: true }, false],
    ["a key of the call", { key: "d" }, false],
    ["Space", { key: " " }, false],
  ])("is taken by %s or not", (_what, change, leads) => expect(leadsOut(press(change))).toBe(leads));
});

import { describe, expect, it } from "vitest";
import { defaultKeys, type Action, type ActionId } from "./action.ts";
import { pickAction, type KeySituation } from "./pick-action.ts";

const action = (id: ActionId, rest: Partial<Action> = {}): Action => ({
  id,
  group: "call",
  title: id,
  keys: defaultKeys[id],
  run: () => undefined,
  release: undefined,
  ...rest,
});
const actions = [action("microphone"), action("talk"), action("share"), action("hand", { run: undefined })];
const idle: KeySituation = { types: false, presses: false, layered: false, plainKeys: true };
const picked = (chord: string, now: Partial<KeySituation> = {}) => pickAction(chord, actions, { ...idle, ...now })?.id;

describe("a key", () => {
  it("calls its action", () => {
    expect(picked("Mod+D")).toBe("microphone");
    expect(picked("S")).toBe("share");
  });

  it("does nothing while typing, whatever it is", () => {
    expect(picked("S", { types: true })).toBeUndefined();
    expect(picked("Mod+D", { types: true })).toBeUndefined();
    expect(picked("Space", { types: true })).toBeUndefined();
  });

  it("leaves Space to the button that was reached by keyboard", () => {
    expect(picked("Space", { presses: true })).toBeUndefined();
    expect(picked("S", { presses: true })).toBe("share");
  });

  it("mutes in a dialog too, but plain keys rest there", () => {
    expect(picked("Mod+D", { layered: true })).toBe("microphone");
    expect(picked("S", { layered: true })).toBeUndefined();
  });

  it("can be switched off where it is a plain one", () => {
    expect(picked("S", { plainKeys: false })).toBeUndefined();
    expect(picked("Mod+D", { plainKeys: false })).toBe("microphone");
  });

  it("does nothing for an action that is not available", () => expect(picked("H")).toBeUndefined());
});

describe("the keys that everything has at first", () => {
  it("are given once each", () => {
    const all = Object.values(defaultKeys).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

import { describe, expect, it } from "vitest";
import { readChord, chordKeys, chordOf, isPlainChord, type Press } from "./chord.ts";

const press = (key: string, rest: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...rest,
});

describe("the name of a press", () => {
  it("is the letter, whatever its case", () => {
    expect(chordOf(press("s"), false)).toBe("S");
    expect(chordOf(press("S"), false)).toBe("S");
  });

  it("has Ctrl as Mod, and ⌘ on a Mac", () => {
    expect(chordOf(press("d", { ctrlKey: true }), false)).toBe("Mod+D");
    expect(chordOf(press("d", { metaKey: true }), true)).toBe("Mod+D");
  });

  it("leaves the other system's modifier alone", () => {
    expect(chordOf(press("d", { metaKey: true }), false)).toBeUndefined();
    expect(chordOf(press("d", { ctrlKey: true }), true)).toBeUndefined();
  });

  it("counts Shift for letters and names, not for signs that need it", () => {
    expect(chordOf(press("P", { shiftKey: true }), false)).toBe("Shift+P");
    expect(chordOf(press("?", { shiftKey: true }), false)).toBe("?");
    expect(chordOf(press(" ", { shiftKey: true }), false)).toBe("Shift+Space");
  });

  it("goes by the place of the key where the layout has no Latin letters", () => {
    expect(chordOf(press("в", { code: "KeyD", ctrlKey: true }), false)).toBe("Mod+D");
    expect(chordOf(press("∂", { code: "KeyD", altKey: true }), true)).toBe("Alt+D");
  });

  it("follows the letters of a Latin layout wherever they are", () => {
    expect(chordOf(press("q", { code: "KeyA" }), false)).toBe("Q");
  });

  it.each(["Shift", "Control", "Tab", "Escape"])("is none for %s", (key) => expect(chordOf(press(key), false)).toBeUndefined());
});

describe("a chord on paper", () => {
  it("is printed as the keys are", () => {
    expect(chordKeys("Mod+Shift+D", false)).toEqual(["Ctrl", "Shift", "D"]);
    expect(chordKeys("Mod+D", true)).toEqual(["⌘", "D"]);
    expect(chordKeys("Mod++", false)).toEqual(["Ctrl", "+"]);
    expect(chordKeys("+", false)).toEqual(["+"]);
  });

  it("is plain without Ctrl or Alt", () => {
    expect(isPlainChord("S")).toBe(true);
    expect(isPlainChord("Shift+S")).toBe(true);
    expect(isPlainChord("Mod+S")).toBe(false);
  });
});

describe("a key that a widget's author writes", () => {
  it.each([
    ["n", "N"],
    ["alt+shift+n", "Alt+Shift+N"],
    ["Alt++", "Alt++"],
    ["space", "Space"],
    ["?", "?"],
  ])("%s is read as %s", (text, chord) => expect(readChord(text)).toBe(chord));

  it.each(["Ctrl+N", "Mod+W", "Meta+Q", "", "alt+", "Escape", "Tab", "nn"])("%s is none", (text) => {
    expect(readChord(text)).toBeUndefined();
  });
});

import { expect, test } from "vitest";
import { commandOf } from "./keys.ts";

const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
const page = { types: false, presses: false, layered: false, slides: false };

test.each([
  [" ", "toggle"],
  ["M", "mute"],
  ["f", "full-screen"],
  ["ArrowLeft", "back"],
  ["ArrowRight", "forward"],
  ["ArrowUp", "louder"],
  ["ArrowDown", "quieter"],
  ["c", "captions"],
])("%s means %s", (key, command) => {
  expect(commandOf(press(key), page)).toBe(command);
});

test("keys keep their meaning on controls, in menus and with Ctrl", () => {
  expect(commandOf(press(" "), { ...page, presses: true })).toBeUndefined();
  expect(commandOf(press("ArrowLeft"), { ...page, slides: true })).toBeUndefined();
  expect(commandOf(press("m"), { ...page, slides: true })).toBe("mute");
  expect(commandOf(press("m"), { ...page, layered: true })).toBeUndefined();
  expect(commandOf(press("f", { ctrlKey: true }), page)).toBeUndefined();
});

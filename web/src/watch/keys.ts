import type { KeyTarget } from "@tfx/app/page";

/** What a key does on the page. */
export type KeyCommand = "toggle" | "mute" | "full-screen" | "back" | "forward" | "louder" | "quieter" | "live" | "captions";

/** The keys that matter of a keyboard event. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

const commands: ReadonlyMap<string, KeyCommand> = new Map([
  [" ", "toggle"],
  ["k", "toggle"],
  ["m", "mute"],
  ["f", "full-screen"],
  ["ArrowLeft", "back"],
  ["j", "back"],
  ["ArrowRight", "forward"],
  ["l", "forward"],
  ["ArrowUp", "louder"],
  ["ArrowDown", "quieter"],
  ["End", "live"],
  ["c", "captions"],
]);

/** The command of a press; undefined for presses that mean something else where they happen. */
export const commandOf = (
  { key, ctrlKey, metaKey, altKey }: KeyPress,
  target: KeyTarget & { readonly slides: boolean },
): KeyCommand | undefined => {
  if (ctrlKey || metaKey || altKey || target.types || target.layered) return undefined;
  if (target.presses && key === " ") return undefined;
  if (target.slides && /^(?:Arrow|End$)/.test(key)) return undefined;
  return commands.get(key.length === 1 ? key.toLowerCase() : key);
};

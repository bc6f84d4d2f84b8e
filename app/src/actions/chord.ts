/** The keys that matter of a keyboard event. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const named: Readonly<Record<string, string>> = { " ": "Space", Esc: "Escape" };
const lone = new Set(["Control", "Meta", "Alt", "Shift", "AltGraph", "Dead", "Process", "Unidentified", "CapsLock", "Tab", "Escape"]);

/**
 * A press as it is stored: `Mod+D`, `Shift+P`, `Space`, `?`. `Mod` is ⌘ on a Mac and Ctrl elsewhere. Letters
 * are named by their place on the keyboard where the layout has no Latin ones. `undefined` for keys that
 * name nothing by themselves, and for Tab and Escape, which keep their meaning.
 */
export const chordOf = (press: Press, mac: boolean): string | undefined => {
  if (lone.has(press.key)) return undefined;
  const mod = mac ? press.metaKey : press.ctrlKey;
  if (mac ? press.ctrlKey : press.metaKey) return undefined;
  const latin = /^[\u0020-\u007e]$/.test(press.key);
  const placed = /^Key([A-Z])$/.exec(press.code)?.[1] ?? /^Digit(\d)$/.exec(press.code)?.[1];
  const key = named[press.key] ?? (latin && !(press.altKey && placed !== undefined) ? press.key.toUpperCase() : (placed ?? press.key));
  // A sign that needs Shift on one keyboard and none on another is the same sign.
  const shift = press.shiftKey && (key.length > 1 || /[A-Z\d]/.test(key));
  return [mod && "Mod", press.altKey && "Alt", shift && "Shift", key].filter(Boolean).join("+");
};

const printed: Readonly<Record<string, { mac: string; other: string }>> = {
  Mod: { mac: "⌘", other: "Ctrl" },
  Alt: { mac: "⌥", other: "Alt" },
  Shift: { mac: "⇧", other: "Shift" },
};

const written = /^(?:Alt\+)?(?:Shift\+)?([\u0021-\u007e]|F\d{1,2}|Space|Enter)$/i;

/**
 * A key as a widget's author writes it, such as `n` or `alt+shift+n`, in the form that presses have. Ctrl and ⌘
 * are the browser's and ours; `undefined` for these and for what is no key.
 */
export const readChord = (text: string): string | undefined => {
  const key = written.exec(text)?.[1];
  if (key === undefined) return undefined;
  const has = (name: string) => text.toLowerCase().slice(0, -key.length).includes(`${name}+`);
  const printed = /^(?:space|enter)$/i.test(key) ? `${key.charAt(0).toUpperCase()}${key.slice(1).toLowerCase()}` : key.toUpperCase();
  return [has("alt") && "Alt", has("shift") && "Shift", printed].filter(Boolean).join("+");
};

/** The keys of a chord as they are printed on them. */
export const chordKeys = (chord: string, mac: boolean): readonly string[] => {
  const keys = chord.split(/(?<!\+|^)\+/);
  return keys.map((key) => printed[key]?.[mac ? "mac" : "other"] ?? key);
};

/** Whether a chord is a plain key, which a person may press by accident or a reader may need. */
export const isPlainChord = (chord: string): boolean => !/^(?:Mod|Alt)\+/.test(chord);

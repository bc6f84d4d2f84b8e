import { defaultKeys, keysOf, type ActionId } from "../actions/action.ts";

type ChangedKeys = Readonly<Record<string, readonly string[]>>;

/** The changed keys once an action has this chord and nothing else has; `takenFrom` names who had it. */
export const assignKey = (
  changed: ChangedKeys,
  id: ActionId,
  chord: string,
): { readonly keys: Record<string, string[]>; readonly takenFrom: ActionId | undefined } => {
  const takenFrom = (Object.keys(defaultKeys) as ActionId[]).find((other) => other !== id && keysOf(changed, other).includes(chord));
  const keys = Object.fromEntries(Object.entries(changed).map(([other, chords]) => [other, [...chords]]));
  if (takenFrom !== undefined) keys[takenFrom] = keysOf(changed, takenFrom).filter((other) => other !== chord);
  keys[id] = [chord];
  return { keys, takenFrom };
};

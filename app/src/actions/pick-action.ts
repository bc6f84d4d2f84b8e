import { isPlainChord } from "./chord.ts";
import type { Action } from "./action.ts";
import type { KeyTarget } from "./key-target.ts";

/** What decides whether a chord does something now. */
export interface KeySituation extends KeyTarget {
  /** Plain keys are allowed by the settings. */
  readonly plainKeys: boolean;
}

/** The action that a chord calls: none while typing, no plain key in a dialog, Space never from under a button. */
export const pickAction = (chord: string, actions: Iterable<Action>, now: KeySituation): Action | undefined => {
  if (now.types) return undefined;
  if (isPlainChord(chord) && (!now.plainKeys || now.layered)) return undefined;
  if (chord === "Space" && now.presses) return undefined;
  for (const action of actions) if (action.run !== undefined && action.keys.includes(chord)) return action;
  return undefined;
};

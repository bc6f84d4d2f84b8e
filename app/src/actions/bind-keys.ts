import type { ReadonlySignal } from "@preact/signals";
import type { AppContext } from "../app-context.ts";
import type { Actions } from "./action.ts";
import { chordOf } from "./chord.ts";
import { keyTargetOf } from "./key-target.ts";
import { pickAction } from "./pick-action.ts";

/** What the keyboard calls. */
export interface BoundKeys {
  readonly actions: Actions;
  /** A layer that is open, or about to be: what is typed is meant for it. */
  readonly layer: ReadonlySignal<unknown>;
}

/** Lets the keyboard call the actions until the signal aborts. A held action is let go with its key, or when the window loses the focus. */
export const bindKeys = (app: AppContext, { actions, layer }: BoundKeys, end: AbortSignal): void => {
  let held: { code: string; release: () => void } | undefined;
  const letGo = () => {
    held?.release();
    held = undefined;
  };
  const handleDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const chord = chordOf(event, app.mac);
    if (chord === undefined) return;
    const target = keyTargetOf(event.target);
    const situation = { ...target, layered: target.layered || layer.peek() !== undefined, plainKeys: app.settings.value.peek().plainKeys };
    const action = pickAction(chord, actions.peek().values(), situation);
    if (action === undefined) return;
    event.preventDefault();
    if (event.repeat) return;
    action.run?.();
    if (action.release !== undefined) held = { code: event.code, release: action.release };
  };
  const handleUp = (event: KeyboardEvent) => {
    if (held === undefined || event.code !== held.code) return;
    event.preventDefault();
    letGo();
  };
  window.addEventListener("keydown", handleDown, { signal: end });
  window.addEventListener("keyup", handleUp, { signal: end });
  window.addEventListener("blur", letGo, { signal: end });
};

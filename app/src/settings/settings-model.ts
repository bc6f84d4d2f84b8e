import { signal, type ReadonlySignal } from "@preact/signals";
import { onceAborted } from "../scope/effect-until.ts";
import type { JsonStore } from "../storage/json-store.ts";
import { parseSettings, type Settings } from "./settings.ts";

const key = "settings";

/** What a person has chosen, followed across pages. */
export interface SettingsModel {
  readonly value: ReadonlySignal<Settings>;
  update(changes: Partial<Settings>): void;
}

/** Reads the settings; they are complete once this resolves. */
export const openSettingsModel = async (store: JsonStore, end: AbortSignal): Promise<SettingsModel> => {
  const value = signal(parseSettings(await store.get(key)));
  onceAborted(
    end,
    store.onChanged(key, (stored) => {
      value.value = parseSettings(stored);
    }),
  );
  return {
    value,
    update: (changes) => {
      value.value = { ...value.peek(), ...changes };
      void store.set(key, value.peek());
    },
  };
};

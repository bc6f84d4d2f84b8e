import { signal, type ReadonlySignal } from "@preact/signals";
import type { Invite } from "@tfx/protocol";
import { onceAborted } from "../scope/effect-until.ts";
import type { JsonStore } from "../storage/json-store.ts";
import { parseRecents, withoutRoom, withVisit, type Recent } from "./recents.ts";

const key = "recents";

/** The rooms that were visited, latest first; `undefined` until storage has answered. */
export interface RecentsModel {
  readonly list: ReadonlySignal<readonly Recent[] | undefined>;
  note(visit: Recent): void;
  forget(invite: Invite): void;
  clear(): void;
}

/** Reads and keeps the recent rooms. */
export const createRecentsModel = (store: JsonStore, end: AbortSignal): RecentsModel => {
  const list = signal<readonly Recent[] | undefined>(undefined);
  const loaded = store.get(key).then((stored) => {
    list.value = parseRecents(stored);
  });
  onceAborted(
    end,
    store.onChanged(key, (stored) => {
      list.value = parseRecents(stored);
    }),
  );
  const changeLoaded = async (next: (list: readonly Recent[]) => readonly Recent[]): Promise<void> => {
    await loaded;
    list.value = next(list.peek() ?? []);
    await store.set(key, list.peek());
  };
  const change = (next: (list: readonly Recent[]) => readonly Recent[]) => void changeLoaded(next);
  return {
    list,
    note: (visit) => change((now) => withVisit(now, visit)),
    forget: (invite) => change((now) => withoutRoom(now, invite)),
    clear: () => change(() => []),
  };
};

import type { LogEntry } from "@tfx/protocol/widgets";
import type { Live } from "../context.ts";
import { createListeners, type Report } from "../listeners.ts";

/** The same at everybody, whatever the order of arrival. */
const isAfter = (a: LogEntry, b: LogEntry): boolean => {
  if (a.clock === undefined || b.clock === undefined) return false;
  return a.clock > b.clock || (a.clock === b.clock && a.id > b.id);
};

/** Entries in their order, each once. */
export interface OrderedLog {
  readonly entries: Live<readonly LogEntry[]>;
  add(entry: LogEntry): void;
}

export const createOrderedLog = (report: Report): OrderedLog => {
  const entries: LogEntry[] = [];
  const ids = new Set<string>();
  const { emit, on } = createListeners<readonly LogEntry[]>(report);
  // Copied when somebody looks: a late joiner takes thousands of entries before anybody does.
  let seen: readonly LogEntry[] | undefined;
  let heard = 0;
  const look = () => (seen ??= [...entries]);
  return {
    entries: {
      get value() {
        return look();
      },
      on(listener, until) {
        heard += 1;
        return on(listener, until);
      },
    },
    add(entry) {
      if (ids.has(entry.id)) return;
      ids.add(entry.id);
      let at = entries.length;
      for (let before = entries[at - 1]; before && isAfter(before, entry); before = entries[at - 1]) at -= 1;
      entries.splice(at, 0, entry);
      seen = undefined;
      if (heard > 0) emit(look());
    },
  };
};

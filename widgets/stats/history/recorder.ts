import { numberOf, textOf, type Report, type StatsEntry } from "../digest/entry.ts";
import { createColumn, type ColumnValues, type Plain } from "./column.ts";

/** A value and when it was measured, milliseconds since 1970. */
export interface Sample {
  readonly at: number;
  readonly value: Plain;
}

/** One member of one entry over time. */
export interface Column {
  readonly entry: string;
  readonly type: string;
  readonly member: string;
  /** Oldest first. */
  readonly samples: (since: number) => readonly Sample[];
}

/** Every member of the reports of one link over the last reports, by column: a fraction of what whole reports take. */
export interface Recorder {
  readonly columns: readonly Column[];
  readonly lastAt: number;
  add(report: Report): void;
}

interface Entry {
  readonly type: string;
  readonly members: Map<string, ColumnValues>;
}

const isPlain = (value: unknown): value is Plain => typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** The time of a report is kept once, for all of its members. */
const skipped: ReadonlySet<string> = new Set(["id", "type", "timestamp"]);

/** Makes an empty recorder of as many reports. */
export const createRecorder = (length: number): Recorder => {
  const entries = new Map<string, Entry>();
  const times = new Float64Array(length);
  let tick = -1;
  const timeOf = (one: number) => times[one % length] ?? 0;

  const addEntry = (source: StatsEntry) => {
    const id = textOf(source, "id") ?? "";
    const entry = entries.get(id) ?? { type: textOf(source, "type") ?? "", members: new Map<string, ColumnValues>() };
    entries.set(id, entry);
    for (const [member, value] of Object.entries(source)) {
      if (skipped.has(member) || !isPlain(value)) continue;
      const column = entry.members.get(member);
      if (column === undefined) entry.members.set(member, createColumn(length, { tick, value }));
      else column.set(tick, value);
    }
  };
  const forgetOld = () => {
    for (const [id, { members }] of entries) {
      for (const [member, { lastTick }] of members) if (lastTick <= tick - length) members.delete(member);
      if (members.size === 0) entries.delete(id);
    }
  };
  const samples = (column: ColumnValues, since: number): readonly Sample[] =>
    Array.from({ length: Math.min(length, tick + 1) }, (_, index) => Math.max(0, tick - length + 1) + index).flatMap((one) => {
      const value = timeOf(one) < since ? undefined : column.at(one);
      return value === undefined || one <= tick - length ? [] : [{ at: timeOf(one), value }];
    });
  return {
    get columns() {
      return [...entries].flatMap(([entry, { type, members }]) =>
        [...members].map(([member, column]) => ({ entry, type, member, samples: (since: number) => samples(column, since) })),
      );
    },
    get lastAt() {
      return tick < 0 ? 0 : timeOf(tick);
    },
    add(report) {
      tick += 1;
      times[tick % length] = Math.max(0, ...report.map((entry) => numberOf(entry, "timestamp") ?? 0));
      for (const entry of report) addEntry(entry);
      forgetOld();
    },
  };
};

import { numberOf, textOf, type Report, type StatsEntry } from "../digest/entry.ts";
import { createRing, type Ring } from "./ring.ts";

type Plain = string | number | boolean;

/** One member of one entry over time. */
export interface Column {
  readonly entry: string;
  readonly type: string;
  readonly member: string;
  /** Each value with the time since which it held: most members hardly ever change. */
  readonly changes: Ring<{ readonly at: number; readonly value: Plain }>;
  /** When it was last reported. */
  readonly lastAt: number;
}

/** Every member of the reports of one link over the last seconds, by column: a fraction of what whole reports take. */
export interface Recorder {
  readonly columns: readonly Column[];
  add(report: Report): void;
}

const isPlain = (value: unknown): value is Plain => typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** The times stand beside the values, for all members of an entry. */
const skipped: ReadonlySet<string> = new Set(["id", "type", "timestamp"]);

/** Makes an empty recorder. */
export const createRecorder = (seconds: number): Recorder => {
  const columns = new Map<string, Column & { lastAt: number; last: Plain | undefined }>();
  const forgetBefore = (at: number) => {
    for (const [key, column] of columns) if (column.lastAt < at) columns.delete(key);
  };
  const columnOf = (entry: StatsEntry, member: string) => {
    const [id, type] = [textOf(entry, "id") ?? "", textOf(entry, "type") ?? ""];
    const key = `${id}-${member}`;
    const column = columns.get(key) ?? { entry: id, type, member, changes: createRing(seconds), lastAt: 0, last: undefined };
    columns.set(key, column);
    return column;
  };
  return {
    get columns() {
      return [...columns.values()];
    },
    add(report) {
      for (const entry of report) {
        const at = numberOf(entry, "timestamp") ?? 0;
        for (const [member, value] of Object.entries(entry)) {
          if (skipped.has(member) || !isPlain(value)) continue;
          const column = columnOf(entry, member);
          column.lastAt = at;
          if (column.last === value) continue;
          column.last = value;
          column.changes.add({ at, value });
        }
      }
      const now = Math.max(0, ...report.map((entry) => numberOf(entry, "timestamp") ?? 0));
      forgetBefore(now - seconds * 1000);
    },
  };
};

import type { PageTexts } from "./page-texts.ts";

/** "2 seconds", "3:20": how long ago something on the screen was. */
export const sayBehind = ({ number, clock }: Pick<PageTexts, "number" | "clock">, ms: number): string => {
  const seconds = Math.max(ms / 1_000, 0.1);
  if (seconds >= 60) return clock(seconds);
  const digits = seconds < 1.95 ? 1 : 0;
  return number(seconds, { style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits: digits });
};

/** "today at 20:00", "on 8 January 2030 at 20:00". */
export const sayWhen = ({ language }: Pick<PageTexts, "language">, atMs: number, nowMs: number): string => {
  const tag = language.value;
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  const time = new Intl.DateTimeFormat(tag, { timeStyle: "short" }).format(atMs);
  if (isToday) return `${new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(0, "day")}, ${time}`;
  return new Intl.DateTimeFormat(tag, { dateStyle: "full", timeStyle: "short" }).format(atMs);
};

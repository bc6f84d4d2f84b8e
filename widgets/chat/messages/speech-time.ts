import { t } from "../words.ts";

const dayMs = 86_400_000;
const startOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** The hour and minute of a message. */
export const clockTime = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(at);

/** The words of a day line. */
export const dayWords = (at: number, now: number, locale: string): string => {
  const days = Math.round((startOf(now) - startOf(at)) / dayMs);
  if (days === 0) return t("day.today");
  if (days === 1) return t("day.yesterday");
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(at);
};

import { computed, type ReadonlySignal } from "@preact/signals";
import { clockTime } from "@tfx/ui";
import type { Translate, TranslateOf } from "./messages.ts";
import { pseudoCatalogue } from "./pseudo.ts";

/** Languages that there are, by their own names. `ar-XB` makes visible what a translation will need. */
export const languages = [
  { tag: "en", name: "English", direction: "ltr" },
  { tag: "ar-XB", name: "Pseudo (right to left)", direction: "rtl" },
] as const;
/** Languages to choose from: the pseudo-language is for who writes or translates, and for whoever has it already. */
export const languagesFor = ({ isDeveloper, now }: { isDeveloper: boolean; now: LanguageTag }): readonly (typeof languages)[number][] =>
  languages.filter(({ tag }) => tag !== "ar-XB" || isDeveloper || now === tag);

/** Tag of a language that there is. */
export type LanguageTag = (typeof languages)[number]["tag"];

/** Texts, numbers and lists in the current language. Reading any of it follows a change of language. */
export interface I18n<T = Translate> {
  readonly language: ReadonlySignal<LanguageTag>;
  readonly direction: ReadonlySignal<"ltr" | "rtl">;
  readonly t: T;
  /** "Amara, Jonas and Mei Lin". */
  list(items: readonly string[]): string;
  /** "12 minutes ago". */
  ago(at: number, now: number): string;
  /** "1:02:03", for what counts up on the screen. */
  clock(seconds: number): string;
  /** "1 hour, 2 minutes", for a sentence. */
  duration(seconds: number): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
}

/** The language that fits best of what is asked for, in order. */
export const chooseLanguage = (wanted: readonly string[]): LanguageTag => {
  for (const tag of wanted) {
    const exact = languages.find((language) => language.tag.toLowerCase() === tag.toLowerCase());
    const related = languages.find(
      (language) => language.tag.split("-")[0] === tag.split("-")[0]?.toLowerCase() && language.tag !== "ar-XB",
    );
    const found = exact ?? related;
    if (found !== undefined) return found.tag;
  }
  return "en";
};

type Values = Readonly<Record<string, string | number>>;

/**
 * Looks texts up and puts values in, once: a name that reads `{{x}}` stays as it is. Where there is a `count`,
 * the language's rules choose between the plural forms (https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules).
 */
const createTranslator = (tag: LanguageTag, texts: Readonly<Record<string, string>>): ((key: string, values: Values) => string) => {
  const catalogue = new Map(Object.entries(tag === "ar-XB" ? pseudoCatalogue(texts) : texts));
  const plurals = new Intl.PluralRules(tag);
  const formOf = (key: string, { count }: Values): string | undefined =>
    typeof count === "number" ? (catalogue.get(`${key}_${plurals.select(count)}`) ?? catalogue.get(`${key}_other`)) : undefined;
  return (key, values) => {
    const text = formOf(key, values) ?? catalogue.get(key) ?? key;
    return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
  };
};

const steps = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Formats are costly to make and are used again each second. */
const numberFormat = (language: LanguageTag, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat => {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(language, options);
  numberFormats.set(key, format);
  return format;
};

/** The given texts in the language that `wanted` names: for pages that need few of them. */
export const createPageI18n = <T extends Readonly<Record<string, string>>>(
  wanted: ReadonlySignal<readonly string[]>,
  texts: ReadonlySignal<T>,
): I18n<TranslateOf<T>> => {
  const language = computed(() => chooseLanguage(wanted.value));
  const translator = computed(() => createTranslator(language.value, texts.value));
  const number: I18n["number"] = (value, options) => numberFormat(language.value, options).format(value);
  return {
    language,
    direction: computed(() => languages.find(({ tag }) => tag === language.value)?.direction ?? "ltr"),
    t: (key: string, ...[values]: readonly unknown[]) => translator.value(key, (values ?? {}) as Values),
    list: (items) => new Intl.ListFormat(language.value, { type: "conjunction" }).format(items),
    ago: (at, now) => {
      const seconds = Math.max(0, (now - at) / 1_000);
      const format = new Intl.RelativeTimeFormat(language.value, { numeric: "auto" });
      const step = steps.find(([, size]) => seconds >= size);
      return step === undefined ? format.format(0, "second") : format.format(-Math.floor(seconds / step[1]), step[0]);
    },
    clock: clockTime,
    duration: (seconds) => {
      const unit = (value: number, name: string) => number(value, { style: "unit", unit: name, unitDisplay: "long" });
      const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
      const said = [hours > 0 && unit(hours, "hour"), minutes > 0 && unit(minutes, "minute")].filter((part) => part !== false);
      return said.length > 0 ? said.join(", ") : unit(Math.floor(seconds), "second");
    },
    number,
  };
};

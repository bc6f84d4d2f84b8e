import type { en } from "./en.ts";
import type { settingsTexts } from "./en-settings.ts";
import type { shareTexts } from "./en-share.ts";
import type { widgetTexts } from "./en-widgets.ts";

type Texts = typeof en & typeof settingsTexts & typeof shareTexts & typeof widgetTexts;
type Key = keyof Texts;
type Base<K extends string> = K extends `${infer B}_one` | `${infer B}_other` ? B : K;

/** Key of a text; plural forms share one. */
export type MessageKey = Base<Key>;

type Text<K extends MessageKey> = K extends Key ? Texts[K] : `${K}_other` extends Key ? Texts[`${K}_other`] : never;
type Names<T extends string> = T extends `${string}{{${infer N}}}${infer Rest}` ? N | Names<Rest> : never;
type Values<K extends MessageKey> = { readonly [N in Names<Text<K>>]: string | number } & (K extends Key
  ? unknown
  : { readonly count: number });

/** What a text must be given: nothing, or a value for each of its `{{names}}`. */
export type MessageArguments<K extends MessageKey> = [Names<Text<K>>] extends [never]
  ? K extends Key
    ? []
    : [values: Values<K>]
  : [values: Values<K>];

/** Looks a text up in the current language. */
export type Translate = <K extends MessageKey>(key: K, ...values: MessageArguments<K>) => string;

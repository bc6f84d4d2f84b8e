import type { en } from "./en.ts";
import type { lampTexts } from "./en-lamps.ts";
import type { settingsTexts } from "./en-settings.ts";
import type { shareTexts } from "./en-share.ts";
import type { widgetTexts } from "./en-widgets.ts";

/** Every text of the app, those included that come later. */
export type AppTexts = typeof en & typeof lampTexts & typeof settingsTexts & typeof shareTexts & typeof widgetTexts;

type Base<K> = K extends `${infer B}_one` | `${infer B}_other` ? B : K;

/** Key of one of the texts; plural forms share one. */
type KeyOf<T> = Base<Extract<keyof T, string>>;
type TextOf<T, K> = K extends keyof T ? T[K] : `${K & string}_other` extends keyof T ? T[`${K & string}_other`] : never;
type Names<T> = T extends `${string}{{${infer N}}}${infer Rest}` ? N | Names<Rest> : never;
type Values<T, K> = { readonly [N in Names<TextOf<T, K>>]: string | number } & (K extends keyof T ? unknown : { readonly count: number });
/** What a text must be given: nothing, or a value for each of its `{{names}}`. */
type Arguments<T, K> = [Names<TextOf<T, K>>] extends [never] ? (K extends keyof T ? [] : [values: Values<T, K>]) : [values: Values<T, K>];

/** Looks one of the texts up in the current language. */
export type TranslateOf<T> = <K extends KeyOf<T>>(key: K, ...values: Arguments<T, K>) => string;

/** Key of a text of the app. */
export type MessageKey = KeyOf<AppTexts>;
/** Looks a text of the app up in the current language. */
export type Translate = TranslateOf<AppTexts>;

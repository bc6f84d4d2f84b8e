import { computed, type ReadonlySignal } from "@preact/signals";
import { addedTexts } from "./added-texts.ts";
import { en } from "./en.ts";
import type { AppTexts } from "./messages.ts";
import { createPageI18n, type I18n } from "./page-i18n.ts";

export { chooseLanguage, languages, languagesFor, type I18n, type LanguageTag } from "./page-i18n.ts";

/** All texts of the app in the language that `wanted` names. */
export const createI18n = (wanted: ReadonlySignal<readonly string[]>): I18n =>
  // Texts of parts that are still to come are not there yet; nobody asks for them before.
  createPageI18n(
    wanted,
    computed(() => ({ ...en, ...addedTexts.value }) as AppTexts),
  );

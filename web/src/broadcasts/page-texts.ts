import { computed, signal } from "@preact/signals";
import { createPageI18n, watchTexts, type I18n, type TranslateOf } from "@tfx/app/page";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import * as z from "zod/mini";

/** Texts, numbers and times of the pages of broadcasts. */
export type PageTexts = I18n<TranslateOf<typeof watchTexts>>;

const chosen = z.object({ language: z.optional(z.string().check(z.maxLength(35))) });

/** The language that was chosen in the app, which keeps its settings in this browser. */
const chosenLanguage = (): readonly string[] => {
  try {
    const { language = "" } = chosen.parse(JSON.parse(localStorage.getItem("tfx.settings") ?? "{}"));
    return language === "" ? [] : [language];
  } catch {
    // Storage is blocked or spoiled: the browser's language applies.
    return [];
  }
};

/** Makes the page's texts, and dresses the page in their language and direction. `?lang=` shows another once. */
export const openPageTexts = (): PageTexts => {
  const once = new URLSearchParams(location.search).get("lang");
  const wanted = computed(() => [...(once === null ? [] : [once]), ...chosenLanguage(), ...navigator.languages]);
  const texts = createPageI18n(wanted, signal(watchTexts));
  document.documentElement.lang = texts.language.value;
  document.documentElement.dir = texts.direction.value;
  return texts;
};

/** Hands the texts down the tree of views. */
export const PageTextsProvider = createContext<PageTexts | undefined>(undefined);

/** The page's texts, in a view. */
export const useTexts = (): PageTexts => {
  const texts = useContext(PageTextsProvider);
  if (texts === undefined) throw new Error("views stand below PageTextsProvider");
  return texts;
};

import type { WidgetManifest, WidgetManifestInput } from "@tfx/protocol/widgets";
import type { LanguageTag } from "../i18n/i18n.ts";
import { pseudoText } from "../i18n/pseudo.ts";

type Words = WidgetManifest["locales"][string];
/** As much of a manifest as its name needs. */
type Named = Pick<WidgetManifestInput, "kind" | "name" | "locales">;

const pseudoEach = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudoText(text)]));

/** What a manifest of ours would say in the pseudo-language; others' have no words in it. */
const pseudoWords = ({ name, description, reasons, commands, absent }: WidgetManifest): Words => ({
  name: pseudoText(name),
  description: pseudoText(description),
  reasons: pseudoEach(reasons),
  commands: pseudoEach(Object.fromEntries(commands.map(({ id, title }) => [id, title]))),
  summary: absent && pseudoText(absent.summary),
});

/** The words for a language: those of its region, or else of the language itself. */
const localeOf = ({ locales = {} }: Pick<Named, "locales">, language: LanguageTag): Words | undefined =>
  [language, language.split("-")[0] ?? ""].map((tag) => (Object.hasOwn(locales, tag) ? locales[tag] : undefined)).find(Boolean);

const isPseudo = ({ kind }: Pick<Named, "kind">, language: LanguageTag): boolean => kind === "builtin" && language === "ar-XB";

/** The name of a widget in a language. */
export const nameIn = (manifest: Named, language: LanguageTag): string =>
  localeOf(manifest, language)?.name ?? (isPseudo(manifest, language) ? pseudoText(manifest.name) : manifest.name);

/** A manifest as people read it in a language; what has no words in it stays as its author wrote it. */
export const inLanguage = (manifest: WidgetManifest, language: LanguageTag): WidgetManifest => {
  const words = localeOf(manifest, language) ?? (isPseudo(manifest, language) ? pseudoWords(manifest) : undefined);
  if (words === undefined) return manifest;
  const { name = manifest.name, description = manifest.description, reasons, commands = {}, summary } = words;
  return {
    ...manifest,
    name,
    description,
    reasons: { ...manifest.reasons, ...reasons },
    commands: manifest.commands.map((one) => ({ ...one, title: commands[one.id] ?? one.title })),
    absent: manifest.absent && { ...manifest.absent, summary: summary ?? manifest.absent.summary },
  };
};

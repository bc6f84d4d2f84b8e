/** Entry `@tfx/app/page`: what small pages beside the app share with it. */
export { keyTargetOf, type KeyTarget } from "./actions/key-target.ts";
export { watchTexts } from "./i18n/en-watch.ts";
export { type TranslateOf } from "./i18n/messages.ts";
export { createPageI18n, type I18n } from "./i18n/page-i18n.ts";
export { effectUntil, everyUntil } from "./scope/effect-until.ts";

export { mountApp } from "./mount-app.tsx";
export { openAppContext } from "./open-app-context.ts";
export {
  type BuiltinWidget,
  type CompanionWidget,
  type CallCommand,
  type CallPhase,
  type CallReport,
  type Place,
  type Platform,
  type ServerChange,
} from "./platform.ts";
export { type PageOrder, type PageWish, type PageWords, type SharedPage, type SharedPages } from "./ink/shared-page.ts";
export { createLocalStore, createMemoryStore, type JsonStore } from "./storage/json-store.ts";
export { AppContextProvider, useApp, useI18n, type AppContext } from "./app-context.ts";
export { createI18n, languages, type I18n, type LanguageTag } from "./i18n/i18n.ts";
export { type MessageKey, type Translate } from "./i18n/messages.ts";
export { makeRoom } from "./make-room/make-room.ts";
export { createJoinField, type JoinFieldModel } from "./join-field/join-field-model.ts";
export { JoinField } from "./join-field/join-field.tsx";
export { isSameRoom, parseRecents, withoutRoom, withVisit, type Recent } from "./recents/recents.ts";
export { createRecentsModel, type RecentsModel } from "./recents/recents-model.ts";
export { RecentsList } from "./recents/recents-list.tsx";
export { openSettingsModel, type SettingsModel } from "./settings/settings-model.ts";
export { parseSettings, type Settings } from "./settings/settings.ts";
export { SettingsDialog, SettingsList } from "./settings/settings-dialog.tsx";
export { createToasts, type ToastsModel } from "./toasts/toasts-model.ts";
export { deviceProblems } from "./problems/media-words.ts";
export { ProblemCard } from "./lobby/problem-card.tsx";

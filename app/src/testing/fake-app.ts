import { signal, type Signal } from "@preact/signals";
import type { AppContext } from "../app-context.ts";
import { createI18n } from "../i18n/i18n.ts";
import type { CallCommand, CallReport, Place, Platform } from "../platform.ts";
import { createRecentsModel } from "../recents/recents-model.ts";
import { openSettingsModel } from "../settings/settings-model.ts";
import type { Settings } from "../settings/settings.ts";
import { createMemoryStore } from "../storage/json-store.ts";
import { createToasts } from "../toasts/toasts-model.ts";
import type { FakeSession } from "./fake-session.ts";

/** A platform that records what the app asks of it. */
export interface FakePlatform extends Platform {
  readonly place: Signal<Place>;
  readonly copied: string[];
  readonly reports: (CallReport | undefined)[];
  command(command: CallCommand): void;
}

/** A shell for tests and for the gallery. */
export const createFakePlatform = (
  session: () => FakeSession,
  options: { kind?: "extension" | "web"; place?: Place; stored?: object } = {},
): FakePlatform => {
  const place = signal<Place>(options.place ?? { at: "start" });
  const copied: string[] = [];
  const reports: (CallReport | undefined)[] = [];
  const listeners = new Set<(command: CallCommand) => void>();
  return {
    kind: options.kind ?? "web",
    place,
    copied,
    reports,
    command: (command) => listeners.forEach((listener) => listener(command)),
    go: (next) => (place.value = next),
    server: signal("https://call.example"),
    store: createMemoryStore({ ...options.stored }),
    createSession: session,
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
    reportCall: (report) => void reports.push(report),
    onCommand: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** An app context on a fake platform, with these settings. */
export const openFakeApp = async (
  platform: FakePlatform,
  options: { end: AbortSignal; settings?: Partial<Settings> },
): Promise<AppContext & { readonly platform: FakePlatform; readonly online: Signal<boolean> }> => {
  const settings = await openSettingsModel(platform.store, options.end);
  settings.update(options.settings ?? {});
  return {
    platform,
    settings,
    i18n: createI18n(signal(["en"])),
    recents: createRecentsModel(platform.store, options.end),
    toasts: createToasts(options.end),
    online: signal(true),
    mac: false,
  };
};

import { computed, signal, untracked, type ReadonlySignal, type Signal } from "@preact/signals";
import { createActions, type Actions, type ActionSource } from "./actions/action.ts";
import type { AppContext } from "./app-context.ts";
import { makeRoom } from "./make-room/make-room.ts";
import { effectUntil } from "./scope/effect-until.ts";
import { createVisitModel, type VisitModel } from "./visit/visit-model.ts";

/** A layer that any screen can open over itself. */
export type AppLayer = "palette" | "keys" | "settings";

/** What the page shows and what can be done on it. */
export interface AppModel {
  /** The room that is visited; `undefined` on the start screen. */
  readonly visit: ReadonlySignal<VisitModel | undefined>;
  readonly actions: Actions;
  readonly layer: Signal<AppLayer | undefined>;
  readonly startCall: () => void;
}

const createSources = ({ i18n: { t } }: AppContext, layer: Signal<AppLayer | undefined>): readonly ActionSource[] => {
  const toggle = (wanted: AppLayer) => () => (layer.value = layer.peek() === wanted ? undefined : wanted);
  return [
    { id: "palette", group: "app", title: () => t("action.palette"), run: () => toggle("palette") },
    { id: "keys", group: "app", title: () => t("action.keys"), run: () => toggle("keys") },
    { id: "settings", group: "app", title: () => t("action.settings"), run: () => toggle("settings") },
  ];
};

const lobbySources = ({ i18n: { t } }: AppContext, visit: ReadonlySignal<VisitModel | undefined>): readonly ActionSource[] => {
  const devices = () => {
    const phase = visit.value?.phase.value;
    return phase?.at === "lobby" ? phase.lobby.devices : undefined;
  };
  return (["microphone", "camera"] as const).map((id) => ({
    id,
    group: "call",
    title: () => t(`action.${id}${devices()?.[id].isOn.value === true ? "Off" : "On"}`),
    run: () => {
      const device = devices()?.[id];
      return device === undefined ? undefined : () => device.toggle();
    },
  }));
};

/** The app of a page, until the signal aborts. */
export const createAppModel = (app: AppContext, end: AbortSignal): AppModel => {
  const { platform, i18n } = app;
  const visit = signal<VisitModel | undefined>(undefined);
  const layer = signal<AppLayer | undefined>(undefined);
  const startCall = () => platform.go({ at: "room", invite: makeRoom(platform.server.peek()) });
  const sources = createSources(app, layer);

  effectUntil(end, () => {
    const place = platform.place.value;
    if (place.at !== "room") {
      visit.value = undefined;
      return undefined;
    }
    const left = new AbortController();
    const options = { invite: place.invite, newCall: startCall, others: sources, end: AbortSignal.any([left.signal, end]) };
    visit.value = untracked(() => createVisitModel(app, options));
    return () => left.abort();
  });

  const calm = createActions(app, [
    ...lobbySources(app, visit),
    {
      id: "startCall",
      group: "call",
      title: () => i18n.t("action.startCall"),
      run: () => (visit.value === undefined ? startCall : undefined),
    },
    ...sources,
  ]);
  const actions = computed(() => {
    const phase = visit.value?.phase.value;
    return phase?.at === "call" ? phase.call.actions.value : calm.value;
  });
  return { visit, actions, layer, startCall };
};

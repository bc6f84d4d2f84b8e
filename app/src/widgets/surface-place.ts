import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Surface, TileBox, WidgetManifest } from "@tfx/protocol/widgets";
import { effectiveGrants, nothingGranted, type Listen, type RunningWidget as HostedWidget } from "@tfx/widget-host";
import type { Box } from "../call/grid-plan.ts";
import type { LanguageTag } from "../i18n/i18n.ts";
import { inLanguage } from "./manifest-words.ts";
import type { OpenSurfaces } from "./open-surfaces.ts";
import type { RunningWidget } from "./widgets-model.ts";

/** The element of one instance and what is known of it, from before it runs until it is gone. */
export interface Place {
  readonly root: HTMLElement;
  readonly isPlaced: Promise<void>;
  readonly placeIn: (parent: HTMLElement) => void;
  readonly badge: Signal<number>;
  /** The person ended it, and it cleans up. */
  readonly isStopping: Signal<boolean>;
  readonly catches: Signal<boolean>;
  readonly shown: ReadonlySignal<Surface | null>;
  readonly tiles: ReadonlySignal<readonly TileBox[]>;
  readonly box: Signal<Box | undefined>;
  readonly view: Signal<HostedWidget | undefined>;
  readonly onCommand: Listen<string>;
  readonly run: (command: string) => void;
}

/** What places stand on. */
export interface PlaceGround {
  readonly open: OpenSurfaces;
  /** Tiles of people on the stage. */
  readonly tiles: ReadonlySignal<readonly TileBox[]>;
  readonly isHost: ReadonlySignal<boolean>;
  readonly language: ReadonlySignal<LanguageTag>;
}

const noTiles: readonly TileBox[] = [];

const createListen = (): { listen: Listen<string>; emit: (body: string) => void } => {
  const listeners = new Set<(body: string) => void>();
  return {
    emit: (body) => listeners.forEach((listener) => listener(body)),
    listen: (listener, { signal: until } = {}) => {
      listeners.add(listener);
      const undo = () => void listeners.delete(listener);
      until?.addEventListener("abort", undo, { once: true });
      return undo;
    },
  };
};

/** Makes the place of an instance. */
export const createPlace = (instance: string, { open, tiles }: PlaceGround): Place => {
  const root = document.createElement("div");
  root.className = "tfx-surface__root";
  let placed: () => void = () => undefined;
  const isPlaced = new Promise<void>((resolve) => (placed = resolve));
  const shown = computed(() => open.surfaceOf(instance));
  const commands = createListen();
  return {
    root,
    isPlaced,
    placeIn: (parent) => {
      if (root.parentElement === parent) return;
      parent.append(root);
      placed();
    },
    badge: signal(0),
    isStopping: signal(false),
    catches: signal(false),
    shown,
    tiles: computed(() => (shown.value === "tile-overlay" ? tiles.value : noTiles)),
    box: signal(undefined),
    view: signal(undefined),
    onCommand: commands.listen,
    run: commands.emit,
  };
};

const visible = ["panel", "stage", "tile-overlay"] as const;
/** A surface that is seen. */
export type VisibleSurface = (typeof visible)[number];
const needs = { panel: "ui:panel", stage: "ui:stage", "tile-overlay": "ui:tile-overlay" } as const;

/** Where a widget may be seen here, in the order of its manifest: what it names, and the role of this person allows. */
export const surfacesFor = (manifest: WidgetManifest, isHost: boolean): readonly VisibleSurface[] => {
  const { permissions } = effectiveGrants(manifest, { person: nothingGranted, isHost });
  return manifest.surfaces.flatMap((name) => visible.find((one) => one === name && permissions.has(needs[one])) ?? []);
};

/** A running widget, as the views show it. */
export const modelOf = ({ id, manifest }: HostedWidget, place: Place, { open, isHost, language }: PlaceGround): RunningWidget => {
  const { view, shown } = place;
  const surfaces = computed(() => surfacesFor(manifest, isHost.value));
  const shownManifest = computed(() => inLanguage(manifest, language.value));
  const state = computed(() => stateOf(view.value));
  const show = () => {
    const [home] = surfaces.peek();
    if (shown.peek() === null && home !== undefined) open.open(id, home);
  };
  return {
    instance: id,
    get manifest() {
      return shownManifest.value;
    },
    placeIn: place.placeIn,
    box: place.box,
    badge: place.badge,
    surface: shown,
    surfaces,
    catchesPointer: computed(() => place.catches.value && shown.value === "tile-overlay"),
    state,
    isStopping: place.isStopping,
    uses: computed(() => view.value?.uses ?? new Set()),
    granted: computed(() => view.value?.granted ?? new Set()),
    show,
    moveTo: (surface) => open.open(id, surface),
    hide: () => open.close(id),
    press: () => {
      if (shown.peek() !== null) open.close(id);
      else if (surfaces.peek().length > 0) show();
      else if (manifest.commands[0] !== undefined) place.run(manifest.commands[0].id);
    },
    commands: computed(() => (state.value === "running" ? shownManifest.value.commands : [])),
    run: place.run,
  };
};

const stateOf = (view: HostedWidget | undefined): ReturnType<RunningWidget["state"]["peek"]> => {
  switch (view?.phase) {
    case "crashed":
    case "unresponsive":
      return view.isOff ? "off" : view.phase;
    case "running":
    case "hidden":
      return "running";
    default:
      return "loading";
  }
};

import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { RoomState } from "@tfx/core/state";
import type { Surface, WidgetManifest } from "@tfx/protocol/widgets";
import type { InstanceServices, RegistryOptions, RunningWidget as HostedWidget, WidgetRegistry } from "@tfx/widget-host";
import { onceAborted } from "../scope/effect-until.ts";
import { createInstanceServices, type WidgetGround } from "./instance-services.ts";
import type { RunningWidget } from "./widgets-model.ts";

type Services = RegistryOptions["services"];

/** Where instances draw, and what of them is shown. */
export interface Surfaces {
  readonly running: ReadonlySignal<readonly RunningWidget[]>;
  /** The element that an instance draws into. */
  elementOf(instance: string): HTMLElement;
  /** Resolves once that element is in the page. */
  untilPlaced(instance: string): Promise<void>;
  readonly services: Services;
  isRunning(instance: string): boolean;
  /** Shows what the registry runs. */
  follow(registry: WidgetRegistry, end: AbortSignal): void;
}

interface Place {
  readonly root: HTMLElement;
  readonly isPlaced: Promise<void>;
  readonly placeIn: (parent: HTMLElement) => void;
  readonly badge: Signal<number>;
  readonly shown: ReadonlySignal<Surface | null>;
  readonly view: Signal<HostedWidget | undefined>;
}

/** What surfaces stand on. */
export interface SurfacesOptions {
  readonly ground: WidgetGround;
  readonly state: RoomState;
  /** Which tab of the panel is open. */
  readonly panel: Signal<string | undefined>;
}

/** Makes the surfaces of a call. */
export const createSurfaces = ({ ground, state, panel }: SurfacesOptions): Surfaces => {
  const places = new Map<string, Place>();
  const running = signal<readonly RunningWidget[]>([]);
  const placeOf = (instance: string): Place => {
    const place = places.get(instance) ?? {
      ...createRoot(),
      badge: signal(0),
      shown: computed(() => (panel.value === instance ? "panel" : null)),
      view: signal<HostedWidget | undefined>(undefined),
    };
    places.set(instance, place);
    return place;
  };
  const services: Services = ({ id, manifest, signal }): InstanceServices => {
    const { badge, shown } = placeOf(id);
    const shared = state.instance(id);
    shared.use(true);
    onceAborted(signal, () => leave(state, id));
    return createInstanceServices(ground, {
      id,
      users: shared.users,
      manifest,
      state: shared,
      end: signal,
      shown,
      onCommand: () => () => undefined,
      open: async () => void (panel.value = id),
      close: () => {
        if (panel.peek() === id) panel.value = undefined;
      },
      badge: (count) => (badge.value = count),
      summary: (lines) => shared.summarize(lines),
    });
  };
  const show = (list: readonly HostedWidget[]) => {
    for (const one of list) placeOf(one.id).view.value = one;
    for (const id of places.keys()) if (!list.some((one) => one.id === id)) places.delete(id);
    const before = running.peek();
    const isSame = before.length === list.length && list.every(({ id }, index) => before[index]?.instance === id);
    if (!isSame)
      running.value = list.map(
        (one) => before.find(({ instance }) => instance === one.id) ?? modelOf(one.id, one.manifest, placeOf(one.id)),
      );
  };
  return {
    running,
    elementOf: (instance) => placeOf(instance).root,
    untilPlaced: (instance) => placeOf(instance).isPlaced,
    services,
    isRunning: (instance) => running.value.some((one) => one.instance === instance),
    follow: (registry, end) => {
      show(registry.running.value);
      registry.running.on(show, { signal: end });
    },
  };
};

/** Whoever closes a widget is no longer there for the others who use it; where it has ended for all, nobody is. */
const leave = (state: RoomState, id: string): void => {
  if (!state.offers.peek().some(({ instance }) => instance === id)) return;
  const shared = state.instance(id);
  shared.use(false);
  shared.setPresence(null);
};

const createRoot = (): Pick<Place, "root" | "isPlaced" | "placeIn"> => {
  const root = document.createElement("div");
  root.className = "tfx-surface__root";
  let place: () => void = () => undefined;
  const isPlaced = new Promise<void>((resolve) => (place = resolve));
  return {
    root,
    isPlaced,
    placeIn: (parent) => {
      parent.append(root);
      place();
    },
  };
};

const modelOf = (instance: string, manifest: WidgetManifest, { placeIn, badge, shown, view }: Place): RunningWidget => ({
  instance,
  manifest,
  placeIn,
  badge,
  isShown: computed(() => shown.value !== null),
  state: computed(() => stateOf(view.value)),
  uses: computed(() => view.value?.uses ?? new Set()),
  granted: computed(() => view.value?.granted ?? new Set()),
});

const stateOf = (view: HostedWidget | undefined): ReturnType<RunningWidget["state"]["peek"]> => {
  switch (view?.phase) {
    case "crashed":
    case "unresponsive":
      return view.phase;
    case "running":
    case "hidden":
      return "running";
    default:
      return "loading";
  }
};

import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { RoomState } from "@tfx/core/state";
import type { ParticipantId } from "@tfx/protocol";
import type { TileBox } from "@tfx/protocol/widgets";
import type { InstanceServices, RegistryOptions, RunningWidget as HostedWidget, WidgetRegistry } from "@tfx/widget-host";
import { effectUntil, onceAborted } from "../scope/effect-until.ts";
import { createInstanceServices, type WidgetGround } from "./instance-services.ts";
import { nameIn } from "./manifest-words.ts";
import { noSharedState } from "./no-shared-state.ts";
import type { OpenSurfaces } from "./open-surfaces.ts";
import { createPlace, modelOf, surfacesFor, type Place, type PlaceGround } from "./surface-place.ts";
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
  /** Shows an instance, as soon as it runs. */
  show(instance: string): void;
  /** Shows at once that an instance is being ended: its own clean-up may take seconds. */
  markStopping(instance: string): void;
  /** Shows what the registry runs. */
  follow(registry: WidgetRegistry, end: AbortSignal): void;
}

/** What surfaces stand on. */
export interface SurfacesOptions {
  readonly ground: WidgetGround;
  readonly state: RoomState;
  readonly open: OpenSurfaces;
  readonly tiles: ReadonlySignal<readonly TileBox[]>;
}

/** Who has a widget open that each person has alone. */
const nobodyElse = ({ room }: WidgetGround): ReadonlySignal<ReadonlySet<ParticipantId>> => signal(new Set([room.self]));

/** What each instance may reach, with its surfaces. */
const servicesOf =
  ({ ground, state, open }: SurfacesOptions, { isHost }: PlaceGround, placeOf: (instance: string) => Place): Services =>
  ({ id, manifest, signal }): InstanceServices => {
    const place = placeOf(id);
    const shared = manifest.personal ? undefined : state.instance(id);
    shared?.use(true);
    if (shared !== undefined) onceAborted(signal, () => leave(state, id));
    ground.wayBack.follow(place.root, () => nameIn(manifest, ground.app.i18n.language.peek()), signal);
    return createInstanceServices(ground, {
      id,
      users: shared?.users ?? nobodyElse(ground),
      manifest,
      state: shared ?? noSharedState,
      end: signal,
      shown: place.shown,
      home: () => surfacesFor(manifest, isHost.peek())[0],
      tiles: place.tiles,
      onCommand: place.onCommand,
      open: async (surface) => open.open(id, surface),
      close: () => open.close(id),
      leave: () => ground.wayBack.leave(place.root),
      pointer: (catches) => (place.catches.value = catches),
      badge: (count) => (place.badge.value = count),
      summary: (lines) => shared?.summarize(lines),
    });
  };

/** Makes the surfaces of a call. */
export const createSurfaces = (options: SurfacesOptions): Surfaces => {
  const { ground, open, tiles } = options;
  const { room } = ground;
  const { language } = ground.app.i18n;
  const placing: PlaceGround = { open, tiles, language, isHost: computed(() => room.facts.value.host === room.self) };
  const places = new Map<string, Place>();
  let awaited: string | undefined;
  const running = signal<readonly RunningWidget[]>([]);
  const placeOf = (instance: string): Place => {
    const place = places.get(instance) ?? createPlace(instance, placing);
    places.set(instance, place);
    return place;
  };
  const showNow = (instance: string) => {
    const found = running.peek().find((one) => one.instance === instance);
    awaited = found === undefined ? instance : undefined;
    found?.show();
  };
  const show = (list: readonly HostedWidget[]) => {
    for (const one of list) placeOf(one.id).view.value = one;
    for (const id of places.keys()) if (!list.some((one) => one.id === id)) places.delete(id);
    const before = running.peek();
    const isSame = before.length === list.length && list.every(({ id }, index) => before[index]?.instance === id);
    if (isSame) return;
    running.value = list.map((one) => before.find(({ instance }) => instance === one.id) ?? modelOf(one, placeOf(one.id), placing));
    open.setRunning(list.map(({ id }) => id));
    if (awaited !== undefined) showNow(awaited);
  };
  return {
    running,
    elementOf: (instance) => placeOf(instance).root,
    untilPlaced: (instance) => placeOf(instance).isPlaced,
    services: servicesOf(options, placing, placeOf),
    isRunning: (instance) => running.value.some((one) => one.instance === instance),
    show: showNow,
    markStopping: (instance) => {
      const place = places.get(instance);
      if (place === undefined) return;
      place.isStopping.value = true;
      open.close(instance);
    },
    follow: (registry, end) => {
      show(registry.running.value);
      registry.running.on(show, { signal: end });
      closeUnallowed(running, placing, end);
    },
  };
};

/** A role that is lost takes the surface along that it brought. */
const closeUnallowed = (running: Surfaces["running"], { open, isHost }: PlaceGround, end: AbortSignal): void =>
  effectUntil(end, () => {
    for (const { instance, manifest, surface } of running.value) {
      const at = surface.value;
      if (at !== null && !surfacesFor(manifest, isHost.value).some((one) => one === at)) open.close(instance);
    }
  });

/** Whoever closes a widget is no longer there for the others who use it; where it has ended for all, nobody is. */
const leave = (state: RoomState, id: string): void => {
  if (!state.offers.peek().some(({ instance }) => instance === id)) return;
  const shared = state.instance(id);
  shared.use(false);
  shared.setPresence(null);
};

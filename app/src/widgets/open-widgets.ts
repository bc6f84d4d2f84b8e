import { computed, signal, untracked, type ReadonlySignal } from "@preact/signals";
import { openFileExchange } from "@tfx/core/files";
import { createRoomState, type RoomState } from "@tfx/core/state";
import { createListening } from "@tfx/core/sound";
import type { ParticipantId } from "@tfx/protocol";
import { permissionFacts, widgetManifest, type WidgetManifest, type WidgetOffer } from "@tfx/protocol/widgets";
import {
  createFeeds,
  createGuestOpener,
  createWidgetRegistry,
  type Bundle,
  type BundleStore,
  type GrantsStore,
  type OpenGuest,
  type KnownWidget,
  type WidgetRegistry,
} from "@tfx/widget-host";
import type { AppContext } from "../app-context.ts";
import type { BuiltinWidget } from "../platform.ts";
import { effectUntil, onceAborted } from "../scope/effect-until.ts";
import { createAdding, type AddingPart } from "./adding.ts";
import type { CallWidgetsOptions } from "./call-widgets.ts";
import { removeLeftovers } from "./files/private-files.ts";
import { openBundleExchange, type BundleExchange, type RunningBundle } from "./bundle-exchange.ts";
import { followCompanions, type Companions } from "./companions.ts";
import { followDevelopment } from "./developing.ts";
import type { DataFilters } from "./data-filters.ts";
import { followFilters } from "./follow-filters.ts";
import { createFrameGrabber } from "./frame-grabber.ts";
import type { WidgetGround } from "./instance-services.ts";
import { joinsByItself, mayStop } from "./offer-rules.ts";
import { inLanguage } from "./manifest-words.ts";
import { createOwnPicture } from "./own-picture.ts";
import { createPageLook } from "./page-look.ts";
import { createQuestions } from "./questions.ts";
import { createOutsideFetch, type AskServer } from "./outside-fetch.ts";
import { openStateStore } from "./state-store.ts";
import { createSurfaces, type Surfaces } from "./surfaces.ts";
import { tellDeveloper } from "./tell-developer.ts";
import { createThemes } from "./themes.ts";
import { textStorageOf } from "./text-storage-of.ts";
import { createWayBack } from "./way-back.ts";
import { openWidgetStores } from "./widget-stores.ts";
import type { KnownWidget as ShownWidget, OfferedWidget, WidgetsModel } from "./widgets-model.ts";
import "../i18n/en-widgets.ts";

/** Parts that stand behind the model. */
interface Parts {
  readonly state: RoomState;
  readonly registry: WidgetRegistry;
  readonly surfaces: Surfaces;
  readonly grants: GrantsStore;
  readonly bundles: BundleStore;
  readonly exchange: BundleExchange;
  readonly companions: Companions;
  readonly ask: AskServer;
  readonly filters: DataFilters;
  readonly options: CallWidgetsOptions;
  readonly app: AppContext;
}

/** Opens the widgets of a call: what everybody shares, what this page knows, and what runs on it. */
export const openWidgets = async (app: AppContext, options: CallWidgetsOptions): Promise<WidgetsModel> => {
  const { room, session, name, end } = options;
  const storage = textStorageOf(app.platform.store);
  const [{ bundles, grants }, ours = [], lent = signal([])] = await Promise.all([
    openWidgetStores(app.platform.store),
    app.platform.widgets?.(),
    app.platform.companions?.(),
  ]);
  const state = createRoomState(room, { name: () => name, ...openStateStore(app.platform.tabStore, room.name) });
  const grabber = createFrameGrabber();
  const ground: WidgetGround = {
    app,
    room,
    media: session.media,
    name,
    look: createPageLook(app, end),
    grabber,
    questions: createQuestions(end),
    feeds: createFeeds(),
    storage,
    grants,
    files: openFileExchange(room),
    picture: createOwnPicture(options.held),
    listening: createListening(),
    wayBack: createWayBack(app, end),
    ask: createOutsideFetch(document),
  };
  const surfaces = createSurfaces({ ground, state, open: options.surfaces, tiles: options.tileBoxes });
  const registry = createWidgetRegistry({
    builtins: builtinsOf(ours),
    bundles,
    grants,
    room: room.name,
    openGuest: openGuestOf(app, surfaces),
    services: surfaces.services,
  });
  surfaces.follow(registry, end);
  const exchange = openBundleExchange(room, runningBundle({ state, surfaces, bundles }, end), end);
  const companions = followCompanions({
    offered: lent,
    registry,
    end,
    onGone: (name) => app.toasts.show({ text: app.i18n.t("widgets.gone", { name }), about: "companions" }),
  });
  onceAborted(end, () => {
    void registry.close();
    ground.files[Symbol.dispose]();
    ground.picture[Symbol.dispose]();
    ground.listening[Symbol.dispose]();
    grabber[Symbol.dispose]();
    state[Symbol.dispose]();
  });
  window.addEventListener("pagehide", () => void state.save(), { signal: end });
  void removeLeftovers();
  await untilSynced(state, end);
  const { ask } = ground;
  const filters = followFilters(app, { registry, picture: ground.picture, end });
  return createModel({ state, registry, surfaces, grants, bundles, exchange, companions, ask, filters, options, app }, ground.questions);
};

/** Frames are opened where they are seen; before that there is nothing to load into. */
const openGuestOf = ({ settings }: AppContext, surfaces: Surfaces): OpenGuest => {
  const open = createGuestOpener({
    elementOf: (instance) => surfaces.elementOf(instance),
    wrapper: new URL("/widget-frame.html", location.href).href,
    isDeveloper: () => settings.value.peek().developer,
  });
  return async (request) => {
    if (request.known.manifest.kind !== "builtin") await surfaces.untilPlaced(request.instance);
    return open(request);
  };
};

const builtinsOf = (widgets: readonly BuiltinWidget[]): readonly KnownWidget[] =>
  widgets.map((widget) => ({ manifest: widgetManifest.parse(widget.manifest), load: () => widget.load() }));

/**
 * Hands out what runs here. What others say is running is not asked: an offer with a hash could be made to find out
 * who has what. A version that a newer one has replaced meanwhile is still given for as long as its offer stands.
 */
const runningBundle = ({ state, surfaces, bundles }: Pick<Parts, "state" | "surfaces" | "bundles">, end: AbortSignal): RunningBundle => {
  const isOffered = (hash: string) =>
    state.offers
      .peek()
      .some(({ instance, widget }) => widget.bundle === hash && widget.kind !== "companion" && surfaces.isRunning(instance));
  const seen = new Map<string, Bundle>();
  const remember = () => {
    for (const hash of seen.keys()) if (!isOffered(hash)) seen.delete(hash);
    for (const bundle of bundles.bundles.value) seen.set(bundle.sha256, bundle);
  };
  remember();
  bundles.bundles.on(remember, { signal: end });
  return (hash) => (isOffered(hash) ? seen.get(hash) : undefined);
};

/** Widgets mount with what was there before them. */
const untilSynced = (state: RoomState, end: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const settled = new AbortController();
    onceAborted(AbortSignal.any([settled.signal, end]), resolve);
    effectUntil(AbortSignal.any([settled.signal, end]), () => {
      // Later, for an effect cannot end itself in its first run.
      if (state.synced.value) queueMicrotask(() => settled.abort());
    });
  });

const createModel = (parts: Parts, questions: ReturnType<typeof createQuestions>): WidgetsModel => {
  const { state, registry, surfaces, grants, options } = parts;
  const { room, end } = options;
  const known = signal(shownOf(parts));
  registry.known.on(() => (known.value = shownOf(parts)), { signal: end });
  const themes = createThemes(document, end);
  const declined = signal<ReadonlySet<string>>(new Set());
  const decline = (instance: string) => (declined.value = new Set([...declined.peek(), instance]));
  const join = (offer: WidgetOffer) => {
    declined.value = new Set([...declined.peek()].filter((instance) => instance !== offer.instance));
    startHere(parts, offer, offer.startedBy === room.self ? "start" : "join");
  };
  const show = (instance: string) => surfaces.show(instance);
  const { start, ...adding } = createStarts(parts, { themes, join, show });
  followOffers(parts, { join, declined });
  for (const one of registry.known.value)
    if (one.manifest.personal && options.surfaces.wasHere(ownInstance(one.manifest)))
      startAlone(parts, one, { join, show: () => undefined });
  const { language } = parts.app.i18n;
  return {
    known: computed(() => known.value.map((one) => ({ ...one, manifest: inLanguage(one.manifest, language.value) }))),
    ...adding,
    running: surfaces.running,
    worn: computed(() => new Set([...parts.filters.on.value, ...(themes.worn.value === undefined ? [] : [themes.worn.value])])),
    question: questions.shown,
    offered: computed(() => {
      void known.value;
      return state.offers.value
        .filter(({ instance, widget }) => (widget.kind !== "builtin" || declined.value.has(instance)) && !surfaces.isRunning(instance))
        .map((offer) => offeredOf(offer, parts, declined.value));
    }),
    start,
    show,
    stop: (instance) => {
      surfaces.markStopping(instance);
      const offer = state.offers.peek().find((one) => one.instance === instance);
      if (offer !== undefined && mayStop(offer, { self: room.self, host: room.facts.peek().host })) state.stop(instance);
      else {
        // It goes on for the others, and comes back here only when it is asked for.
        decline(instance);
        void registry.remove(instance);
      }
    },
    forget: (id) => forget(parts, themes, id),
    retry: (instance) => registry.retry(instance),
    revoke: (instance, permission) => {
      const running = registry.running.value.find(({ id }) => id === instance);
      if (running !== undefined) void grants.revoke(running.manifest, permission);
    },
    answer: (instance, joins) => {
      const offer = state.offers.peek().find((one) => one.instance === instance);
      if (offer === undefined) return;
      if (joins && offer.widget.kind === "companion") start(offer.widget.id);
      else if (joins) {
        join(offer);
        show(instance);
      } else decline(instance);
    },
  };
};

/** What a start ends in. */
interface StartWays {
  readonly themes: ReturnType<typeof createThemes>;
  readonly join: (offer: WidgetOffer) => void;
  readonly show: (instance: string) => void;
}

/** The starts of known widgets, and of those that are added. */
const createStarts = (parts: Parts, { themes, join, show }: StartWays) => {
  const { state, registry, filters, options, app } = parts;
  const startNow = (id: string) => {
    const found = registry.known.value.find((one) => one.manifest.id === id);
    if (found === undefined) return;
    if (found.manifest.filter !== undefined) return filters.toggle(found);
    if (found.manifest.kind === "declarative") return themes.toggle(found.manifest);
    if (found.manifest.personal) return startAlone(parts, found, { join, show });
    const offer =
      state.offers.peek().find(({ widget }) => widget.id === id && widget.bundle === found.sha256) ?? state.start(factsOf(found));
    join(offer);
    show(offer.instance);
  };
  const { end, room } = options;
  const nameOfOffer = ({ startedBy }: WidgetOffer) => nameOf(options, startedBy);
  const { propose, renew, ...adding } = createAdding({ ...parts, end, room: room.name, start: startNow, nameOf: nameOfOffer });
  followDevelopment({
    ...parts,
    surfaces: options.surfaces,
    end,
    propose,
    on: computed(() => app.settings.value.value.developer),
    onWrong: (widget, field) => tellDeveloper(app, widget, app.i18n.t("widgets.develop.wrong", { field })),
  });
  const start = (id: string) =>
    void mayStart(parts, { propose, renew }, id).then((may) => {
      if (may) startNow(id);
    });
  return { ...adding, start };
};

/** The instance of a widget that a person has alone: one, the same after a reload. */
const ownInstance = ({ id }: WidgetManifest): string => `own-${id.replaceAll(".", "-")}`;

/** Starts what nobody else is told of. */
const startAlone = ({ options }: Parts, found: KnownWidget, { join, show }: Pick<StartWays, "join" | "show">): void => {
  const instance = ownInstance(found.manifest);
  join({ ...factsOf(found), instance, startedBy: options.room.self, startedAt: Date.now() });
  show(instance);
};

/** A page may want more by now than when it was added, and one that an extension lends may never have been. */
const mayStart = async ({ companions, bundles }: Parts, { propose, renew }: Pick<AddingPart, "propose" | "renew">, id: string) => {
  const companion = companions.find(id);
  if (companion !== undefined) return (await propose(companion.bundle, { from: "extension", by: companion.by })) === "known";
  const page = bundles.bundles.value.find(({ manifest }) => manifest.id === id && manifest.kind === "hosted");
  return page === undefined || renew(page);
};

const forget = ({ bundles, registry, grants, filters }: Parts, themes: ReturnType<typeof createThemes>, id: string): void => {
  const found = bundles.bundles.value.find(({ manifest }) => manifest.id === id);
  if (found === undefined) return;
  for (const running of registry.running.value) if (running.manifest.id === id) void registry.remove(running.id);
  filters.use(id, false);
  if (themes.worn.peek() === id) themes.toggle(found.manifest);
  void bundles.remove(found.manifest.id).then(() => grants.revokeAll(found.manifest));
};

/** Runs what joins by itself, and ends what has ended for everybody. */
const followOffers = (
  { state, registry, options }: Parts,
  { join, declined }: { join: (offer: WidgetOffer) => void; declined: ReadonlySignal<ReadonlySet<string>> },
): void =>
  effectUntil(options.end, () => {
    const offers = state.offers.value;
    untracked(() => {
      const isRunning = (instance: string) => registry.running.value.some(({ id }) => id === instance);
      for (const offer of offers) {
        // Nobody starts for another what is a person's own.
        if (hereOf({ registry }, offer)?.manifest.personal === true) continue;
        const place = { offers, declined: declined.value, wasHere: options.surfaces.wasHere(offer.instance) };
        if (!isRunning(offer.instance) && joinsByItself(offer, place)) join(offer);
      }
      for (const { id, manifest } of registry.running.value)
        if (!manifest.personal && !offers.some(({ instance }) => instance === id)) void registry.remove(id);
    });
  });

const factsOf = ({ manifest, sha256 }: KnownWidget): Parameters<RoomState["start"]>[0] => ({
  widget: { id: manifest.id, name: manifest.name, version: manifest.version, kind: manifest.kind, bundle: sha256, entry: manifest.entry },
  protocol: manifest.protocols[0] ?? 1,
  documents: manifest.documents,
  stop: manifest.stop,
  absent: manifest.absent,
});

/** Runs an instance on this page. A widget of ours has what its manifest asks for: whoever uses the app uses it. */
const startHere = (parts: Parts, offer: WidgetOffer, reason: "start" | "join"): void => {
  const { registry, grants, options } = parts;
  const { manifest } = hereOf(parts, offer) ?? {};
  if (manifest === undefined || registry.running.value.some(({ id }) => id === offer.instance)) return;
  const place = { instance: offer.instance, room: options.room.name };
  const { startedBy, startedAt, protocol } = offer;
  const run = () => registry.start(manifest.id, { id: offer.instance, startedBy, startedAt, reason, protocol });
  if (manifest.kind !== "builtin") return run();
  const { permissions, origins } = grants.missing(manifest, place);
  const wish = { origins, permissions: permissions.filter((name) => permissionFacts(name).by !== "person-each-time") };
  void grants.allow(manifest, wish, { ...place, lasts: "once" }).then(run);
};

/** The very widget of an offer, if it is on this device: of a bundle, the same to the last byte. */
const hereOf = ({ registry }: Pick<Parts, "registry">, { widget }: WidgetOffer): KnownWidget | undefined =>
  registry.known.value.find(
    ({ manifest, sha256 }) => manifest.id === widget.id && manifest.kind === widget.kind && sha256 === widget.bundle,
  );

const shownOf = ({ registry, bundles, companions }: Parts): readonly ShownWidget[] =>
  registry.known.value.map(({ manifest }) => {
    const kept = bundles.bundles.value.find((one) => one.manifest.id === manifest.id);
    const companion = companions.find(manifest.id);
    if (manifest.kind === "builtin") return { manifest, source: "ours", place: undefined, isKept: false };
    if (manifest.kind === "companion") return { manifest, source: "extension", place: companion?.by, isKept: kept !== undefined };
    const place = kept?.address === undefined ? undefined : new URL(kept.address).host;
    return { manifest, source: place === undefined ? "file" : "address", place, isKept: true };
  });

const offeredOf = (offer: WidgetOffer, parts: Parts, declined: ReadonlySet<string>): OfferedWidget => {
  const here = hereOf(parts, offer)?.manifest;
  // Whoever offers it may read another language.
  const { name, absent } = here === undefined ? { ...offer.widget, absent: offer.absent } : inLanguage(here, parts.app.i18n.language.value);
  return {
    instance: offer.instance,
    isDeclined: declined.has(offer.instance),
    name,
    isHere: here !== undefined,
    canBeGiven: offer.widget.kind !== "companion" && offer.widget.bundle !== undefined,
    by: nameOf(parts.options, offer.startedBy),
    lines: computed(() => parts.state.summaries.value.get(offer.instance) ?? absentLines(absent)),
  };
};

/** What a widget says of itself to those without it, before it has anything to say about its state. */
const absentLines = (absent: WidgetOffer["absent"]) => (absent === undefined ? [] : [{ text: absent.summary }]);

const nameOf = ({ room, name }: CallWidgetsOptions, participant: ParticipantId): string =>
  participant === room.self
    ? name
    : (room.participants
        .peek()
        .find(({ id }) => id === participant)
        ?.name.peek() ?? "");

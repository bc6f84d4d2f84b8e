import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { stageHides } from "@tfx/core";
import type { VideoPipeline, VideoPipelineState } from "@tfx/core/pipeline";
import type { AddedFilter, FilterState, SeenFace, VideoStage } from "@tfx/protocol/widgets";
import type { VideoServices } from "@tfx/widget-host";
import type { HeldPicture } from "../media/held-picture.ts";
import { liveOf } from "./live-of.ts";

/** Filters that are data alone, as the widgets of ours see and use them. */
export interface AddedFilters {
  readonly all: ReadonlySignal<readonly Omit<AddedFilter, "leftOut">[]>;
  use(id: string, on: boolean): void;
}

/** What widgets do to the own camera's picture. */
export interface OwnPicture extends Disposable {
  /** The chain as one instance has it. `foreign` instances are left out first when time is short. */
  servicesOf(instance: string, options: { readonly foreign: boolean }): VideoServices;
  /** Stages of a filter that is data alone; none takes them away. @throws {TfxError} widget/invalid */
  setData(id: string, stages: readonly VideoStage[]): Promise<void>;
  /** Those of them that are left out for now: too slow for this device. */
  readonly leftOut: ReadonlySignal<ReadonlySet<string>>;
  /** Nothing is sent of the camera: what hides something in its picture does not work. */
  readonly withheld: ReadonlySignal<boolean>;
  /** Filters that are data alone and hid something before the page was loaded again. */
  lost(): readonly string[];
  /** Says which of those there are. */
  offer(added: AddedFilters): void;
}

type PictureListener = (picture: { readonly id: string; readonly bitmap: ImageBitmap }) => void;

/** Width of the pictures that are looked at, and how often: heads move less than hands. */
const looks = { faces: { width: 480, perSecond: 12 }, segmentation: { width: 256, perSecond: 20 } } as const;

/** Instances are named by the room, filters by their authors: the one must not pass for the other. */
const dataOwner = (id: string): string => `${dataPrefix}${id}`;
const dataPrefix = "data ";

/** Gives pictures to those whose code changes them. */
const createHandOut = () => {
  const takers = new Map<string, Set<PictureListener>>();
  return {
    give: (owner: string, id: string, bitmap: ImageBitmap): void => {
      const [taker] = takers.get(owner) ?? [];
      if (taker === undefined) bitmap.close();
      else taker({ id, bitmap });
    },
    listen: (owner: string, taker: PictureListener, signal: AbortSignal | undefined): (() => void) => {
      const all = takers.get(owner) ?? new Set();
      takers.set(owner, all.add(taker));
      const undo = (): void => void all.delete(taker);
      signal?.addEventListener("abort", undo, { once: true });
      return undo;
    },
  };
};

/** Makes the chain when it is first needed, and what stands around it. */
const createLoader = (held: HeldPicture, onState: (state: VideoPipelineState) => void) => {
  const hands = createHandOut();
  let loading: Promise<VideoPipeline> | undefined;
  let isLoaded = false;
  let isOver = false;
  const load = async (): Promise<VideoPipeline> => {
    const [{ createVideoPipeline }, { openFaceAnalyser, openPersonAnalyser }] = await Promise.all([
      import("@tfx/core/pipeline"),
      import("@tfx/core/analyse"),
    ]);
    const made = createVideoPipeline({ onState, onPicture: hands.give });
    made.useAnalyser("faces", { ...looks.faces, open: () => openFaceAnalyser() });
    made.useAnalyser("segmentation", { ...looks.segmentation, open: () => openPersonAnalyser() });
    if (isOver) made[Symbol.dispose]();
    else held.use(made.process);
    isLoaded = true;
    return made;
  };
  const open = (): Promise<VideoPipeline> => {
    if (loading !== undefined) return loading;
    const begun = load();
    loading = begun;
    // What could not be loaded, as without a network, is asked for again by the next who needs it.
    begun.catch(() => loading === begun && (loading = undefined));
    return begun;
  };
  return {
    hands,
    open,
    set: async (owner: string, stages: readonly VideoStage[], options: { readonly foreign: boolean }): Promise<void> => {
      // What was never there need not be loaded to be taken away.
      if (stages.length === 0 && loading === undefined) return held.note(owner, false);
      const hides = stages.some((stage) => stageHides(stage));
      // It may be long on its way: until then nothing open goes out.
      if (hides && !isLoaded) held.expect(owner);
      const pipeline = await open();
      const set = pipeline.setStages(owner, stages, options);
      // Only now: the chain knows that nothing open may be sent.
      held.note(owner, hides);
      await set;
    },
    lose: async (owner: string, options: { readonly foreign: boolean }): Promise<void> => {
      // First: nothing open is sent between the one and the other.
      held.lose(owner);
      // Whoever asked for it hears that it could not be loaded.
      const pipeline = await loading?.catch(() => undefined);
      // What was being fetched for it has come meanwhile.
      held.lose(owner);
      await pipeline?.setStages(owner, [], options);
    },
    answer: async (owner: string, id: string, bitmap: ImageBitmap): Promise<void> => {
      if (loading === undefined) bitmap.close();
      else (await loading).answer(owner, id, bitmap);
    },
    close: (): void => {
      isOver = true;
      held.use(undefined);
      void loading?.then((made) => made[Symbol.dispose]());
    },
  };
};

/** Makes the chain when it is first needed: calls without filters neither load nor pay for it. */
export const createOwnPicture = (held: HeldPicture): OwnPicture => {
  const state = signal<VideoPipelineState | undefined>(undefined);
  const offered = signal<AddedFilters | undefined>(undefined);
  const { open, set, lose, answer, hands, close } = createLoader(held, (next) => (state.value = next));
  const leftOut = computed(() => {
    const owners = new Set(state.value?.bypassed.map((key) => key.slice(0, key.lastIndexOf("/"))));
    return new Set((offered.value?.all.value ?? []).flatMap(({ id }) => (owners.has(dataOwner(id)) ? [id] : [])));
  });
  const added = computed(() => (offered.value?.all.value ?? []).map((filter) => ({ ...filter, leftOut: leftOut.value.has(filter.id) })));
  return {
    leftOut,
    withheld: computed(() => state.value?.withheld === true),
    lost: () => [...held.waitsFor.peek()].flatMap((owner) => (owner.startsWith(dataPrefix) ? [owner.slice(dataPrefix.length)] : [])),
    servicesOf: (instance, options) => ({
      set: (stages) => set(instance, stages, options),
      lose: () => void lose(instance, options),
      state: liveOf(computed(() => stateFor(instance, state.value))),
      preview: async (stages, width) => (await open()).preview(stages, width),
      onFaces: (listener, until) => watchFaces(open, listener, until?.signal),
      onPicture: (listener, until) => hands.listen(instance, listener, until?.signal),
      answer: (id, bitmap) => void answer(instance, id, bitmap),
      added: options.foreign ? undefined : { all: liveOf(added), use: (id, on) => offered.peek()?.use(id, on) },
    }),
    setData: (id, stages) => set(dataOwner(id), stages, { foreign: true }),
    offer: (filters) => (offered.value = filters),
    [Symbol.dispose]: close,
  };
};

/** An instance hears of its own stages alone. */
const stateFor = (instance: string, state: VideoPipelineState | undefined): FilterState | undefined => {
  if (state === undefined) return undefined;
  const { dropped: _dropped, ...shown } = state;
  const own = `${instance}/`;
  return { ...shown, bypassed: state.bypassed.filter((key) => key.startsWith(own)).map((key) => key.slice(own.length)) };
};

const watchFaces = (
  open: () => Promise<VideoPipeline>,
  listener: (faces: readonly SeenFace[]) => void,
  signal: AbortSignal | undefined,
): (() => void) => {
  const end = new AbortController();
  const until = signal === undefined ? end.signal : AbortSignal.any([signal, end.signal]);
  const watch = async (): Promise<void> => {
    const pipeline = await open();
    if (until.aborted) return;
    const stop = pipeline.watchFaces(({ faces }) =>
      listener(faces.map(({ score: _score, points, ...face }) => ({ ...face, points: [...points] }))),
    );
    until.addEventListener("abort", stop, { once: true });
  };
  void watch();
  return () => end.abort();
};

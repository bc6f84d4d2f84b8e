import { computed, signal } from "@preact/signals";
import type { LocalMedia } from "@tfx/core";
import type { VideoPipeline, VideoPipelineState } from "@tfx/core/pipeline";
import type { FilterState, SeenFace } from "@tfx/protocol/widgets";
import type { VideoServices } from "@tfx/widget-host";
import { liveOf } from "./live-of.ts";

/** What widgets do to the own camera's picture. */
export interface OwnPicture extends Disposable {
  /** The chain as one instance has it. `foreign` instances are left out first when time is short. */
  servicesOf(instance: string, options: { readonly foreign: boolean }): VideoServices;
}

/** Width of the pictures that are looked at, and how often: heads move less than hands. */
const looks = { faces: { width: 480, perSecond: 12 }, segmentation: { width: 256, perSecond: 20 } } as const;

/** Makes the chain when it is first needed: calls without filters neither load nor pay for it. */
export const createOwnPicture = (media: LocalMedia): OwnPicture => {
  const state = signal<VideoPipelineState | undefined>(undefined);
  let pipeline: Promise<VideoPipeline> | undefined;
  let isOver = false;
  const load = async (): Promise<VideoPipeline> => {
    const [{ createVideoPipeline }, { openFaceAnalyser, openPersonAnalyser }] = await Promise.all([
      import("@tfx/core/pipeline"),
      import("@tfx/core/analyse"),
    ]);
    const made = createVideoPipeline({ onState: (next) => (state.value = next) });
    made.useAnalyser("faces", { ...looks.faces, open: () => openFaceAnalyser() });
    made.useAnalyser("segmentation", { ...looks.segmentation, open: () => openPersonAnalyser() });
    if (isOver) made[Symbol.dispose]();
    else media.process("camera", made.process);
    return made;
  };
  const open = (): Promise<VideoPipeline> => (pipeline ??= load());
  return {
    servicesOf: (instance, options) => ({
      set: async (stages) => {
        // What was never there need not be loaded to be taken away.
        if (stages.length > 0 || pipeline !== undefined) await (await open()).setStages(instance, stages, options);
      },
      state: liveOf(computed(() => stateFor(instance, state.value))),
      preview: async (stages, width) => (await open()).preview(stages, width),
      onFaces: (listener, until) => watchFaces(open, listener, until?.signal),
    }),
    [Symbol.dispose]: () => {
      isOver = true;
      if (pipeline === undefined) return;
      media.process("camera", undefined);
      void pipeline.then((made) => made[Symbol.dispose]());
    },
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

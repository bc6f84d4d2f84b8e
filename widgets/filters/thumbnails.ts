import { TfxError, type VideoStageInput, type WidgetContext } from "@tfx/widget-sdk";

/** Width of a thumbnail, in pixels. */
const width = 144;
/** Pause after each picture once all that are seen have one: live enough, and light. */
const restMs = 300;

/** A thumbnail that is seen. */
export interface Thumbnail {
  readonly stages: () => readonly VideoStageInput[];
  /** Takes the picture, and closes it. */
  readonly show: (picture: ImageBitmap) => void;
}

/** Live pictures of the own camera through filters that are not sent: one after the other, of those that are seen alone. */
export interface Thumbnails {
  /** Draws a thumbnail for as long as it is seen; returns the undo. */
  see(thumbnail: Thumbnail): () => void;
}

/** Those that were drawn longest ago first. */
const createLine = () => {
  const drawn = new Map<Thumbnail, number>();
  let turn = 0;
  return {
    add: (one: Thumbnail) => void drawn.set(one, -1),
    drop: (one: Thumbnail) => void drawn.delete(one),
    next: (): { readonly one: Thumbnail; readonly isNew: boolean } | undefined => {
      const [first] = [...drawn].toSorted(([, a], [, b]) => a - b);
      return first && { one: first[0], isNew: first[1] < 0 };
    },
    done: (one: Thumbnail) => {
      turn += 1;
      if (drawn.has(one)) drawn.set(one, turn);
    },
  };
};

const restFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });

/** One picture; nothing when it is not wanted any more. Waits as long as there is no camera. */
const takeOne = async (
  { media }: Pick<WidgetContext, "media">,
  stages: readonly VideoStageInput[],
  signal: AbortSignal,
): Promise<ImageBitmap | undefined> => {
  const pictures = media.filter.preview({ stages: [...stages], width, perSecond: 10 })[Symbol.asyncIterator]();
  const stop = (): void => void pictures.return?.();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const { value, done } = await pictures.next();
    return done === true ? undefined : value;
  } finally {
    signal.removeEventListener("abort", stop);
    await pictures.return?.();
  }
};

/** Makes the thumbnails of a widget; nothing is drawn while the widget is not shown. */
export const createThumbnails = (context: Pick<WidgetContext, "media" | "ui" | "signal" | "log">): Thumbnails => {
  const line = createLine();
  let round: AbortController | undefined;
  /** One that cannot be drawn must not take the place of all the others. */
  const isPassing = (error: unknown): boolean =>
    error instanceof TfxError && (error.code === "widget/invalid" || error.code === "rate/limited");
  const drawNext = async (signal: AbortSignal): Promise<void> => {
    const next = line.next();
    if (next === undefined) return restFor(restMs, signal);
    line.done(next.one);
    try {
      const picture = await takeOne(context, next.one.stages(), signal);
      if (signal.aborted) picture?.close();
      else if (picture !== undefined) next.one.show(picture);
    } catch (error) {
      if (!isPassing(error)) throw error;
      await restFor(restMs, signal);
    }
    if (!next.isNew) await restFor(restMs, signal);
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      while (!signal.aborted) await drawNext(signal);
    } catch (error) {
      // The permission was taken back, or the widget ends; it goes on when the widget is shown anew.
      if (!(error instanceof TfxError)) throw error;
      context.log.debug(`preview: ${error.code}`);
    }
  };
  const follow = (isShown: boolean): void => {
    round?.abort();
    round = isShown ? new AbortController() : undefined;
    if (round !== undefined) void run(AbortSignal.any([round.signal, context.signal]));
  };
  follow(context.ui.shown.value !== null);
  context.ui.shown.on((surface) => follow(surface !== null), { signal: context.signal });
  return {
    see: (thumbnail) => {
      line.add(thumbnail);
      return () => line.drop(thumbnail);
    },
  };
};

import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import { TfxError, watchPictures, type WidgetContext } from "@tfx/widget-sdk";
import { createCounter } from "./count-faces.ts";
import { createHidingMemory } from "./hiding-memory.ts";
import type { DrawPicture } from "./pieces/draw-picture.ts";
import type { PieceId, PieceKind } from "./pieces/piece.ts";
import { pieces } from "./pieces/pieces.ts";
import type { TextKey } from "./texts.ts";
import { isIdle, noWishes, stagesOf, type DrawnPiece, type Wishes } from "./wishes.ts";

/** What the view shows and can do. */
export interface FacesModel {
  readonly direction: ReadonlySignal<"ltr" | "rtl">;
  readonly wishes: ReadonlySignal<Wishes>;
  /** Faces in the picture now; undefined while nobody looks. */
  readonly faces: ReadonlySignal<number | undefined>;
  /** A picture of one's own is there. */
  readonly hasOwn: ReadonlySignal<boolean>;
  readonly problem: ReadonlySignal<TextKey | undefined>;
  /** Puts a piece on, or takes it off when it is worn. */
  readonly toggle: (kind: PieceKind, id: PieceId) => void;
  readonly change: (part: Partial<Omit<Wishes, "worn">>) => void;
  readonly clear: () => void;
  readonly pickOwn: (file: Blob) => Promise<void>;
  readonly dropOwn: () => void;
  /** Calls with what is sent, about ten times a second; returns the undo. Whoever takes a picture closes it. */
  readonly watch: (show: (picture: ImageBitmap) => void) => () => void;
}

/** What the model needs besides the context. */
export interface Ports {
  readonly drawPicture: DrawPicture;
}

/** Runs a task again and again as long as something has changed since it began: the latest wishes win. */
const createLatest = (task: () => Promise<void>): (() => void) => {
  let isRunning = false;
  let isStale = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      do {
        isStale = false;
        await task();
      } while (isStale);
    } finally {
      // What went wrong once must not keep all later changes waiting.
      isRunning = false;
    }
  };
  return () => {
    isStale = true;
    if (!isRunning) void run();
  };
};

/** Drawings of the pieces, made when they are first worn. */
const createWardrobe = (drawPicture: DrawPicture) => {
  const drawn = new Map<PieceId, DrawnPiece>();
  return {
    pieceOf: (id: PieceId) => drawn.get(id),
    async ready(ids: readonly PieceId[]): Promise<void> {
      for (const { id, drawing, place } of pieces) {
        if (!ids.includes(id) || drawn.has(id)) continue;
        const image = await drawPicture(new Blob([drawing], { type: "image/svg+xml" }));
        if (image !== undefined) drawn.set(id, { image, place });
      }
    },
  };
};

/** What of the person's wishes was not taken. */
const createRefusals = () => {
  const isRefused = signal(false);
  /** The last file was no picture; said until something else is wished for. */
  const isNoPicture = signal(false);
  const refused = computed((): TextKey | undefined => {
    if (isNoPicture.value) return "problem.picture";
    return isRefused.value ? "problem.refused" : undefined;
  });
  return { isRefused, isNoPicture, refused };
};

/** What is wrong: the gravest first. */
const createProblem = (context: WidgetContext, refused: ReadonlySignal<TextKey | undefined>): ReadonlySignal<TextKey | undefined> => {
  const state = follow(context.media.filter.state, context.signal);
  return computed(() => {
    if (state.value?.withheld === true) return "problem.withheld";
    if (refused.value !== undefined) return refused.value;
    if (state.value?.problem !== undefined) return `problem.${state.value.problem}` as const;
    const bypassed = state.value?.bypassed ?? [];
    // What hides faces is never left out for being slow: it is when nobody can look for them.
    if (bypassed.includes("hide")) return "problem.hide";
    return bypassed.length > 0 ? "problem.slow" : undefined;
  });
};

/** The person's wishes, and what becomes of them. */
export const createFacesModel = (context: WidgetContext, { drawPicture }: Ports): FacesModel => {
  const wishes = signal<Wishes>(noWishes);
  const ownImage = signal<Blob | undefined>(undefined);
  const { isRefused, isNoPicture, refused } = createRefusals();
  const wardrobe = createWardrobe(drawPicture);
  const counter = createCounter(context, () => !isIdle(wishes.value));

  const apply = createLatest(async () => {
    try {
      await wardrobe.ready(Object.values(wishes.value.worn));
      await context.media.filter.set(stagesOf(wishes.value, { pieceOf: wardrobe.pieceOf, ownImage: ownImage.value }));
      isRefused.value = false;
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      context.log.warn(`filter: ${error.code}`);
      isRefused.value = true;
    }
  });
  const memory = createHidingMemory(context);
  const wish = (next: Wishes): void => {
    if (next.hidesOthers !== wishes.value.hidesOthers) void memory.keep(next.hidesOthers);
    wishes.value = next;
    isNoPicture.value = false;
    apply();
    if (!isIdle(next)) counter.start();
  };
  void memory.read().then((hides) => {
    if (hides && wishes.value === noWishes && !context.signal.aborted) wish({ ...noWishes, hidesOthers: true });
  });

  return {
    direction: follow(context.locale, context.signal, ({ direction }) => direction),
    wishes,
    faces: counter.faces,
    hasOwn: computed(() => ownImage.value !== undefined),
    problem: createProblem(context, refused),
    toggle: (kind, id) => {
      const { [kind]: worn, ...others } = wishes.value.worn;
      wish({ ...wishes.value, worn: worn === id ? others : { ...others, [kind]: id } });
    },
    change: (part) => wish({ ...wishes.value, ...part }),
    clear: () => wish(noWishes),
    pickOwn: async (file) => {
      const image = await drawPicture(file);
      if (image === undefined) {
        isNoPicture.value = true;
        return;
      }
      ownImage.value = image;
      wish({ ...wishes.value, own: wishes.value.own ?? "head" });
    },
    dropOwn: () => {
      ownImage.value = undefined;
      wish({ ...wishes.value, own: undefined });
    },
    watch: (show) => watchPictures(context, { participant: context.self, width: 320, perSecond: 10 }, show),
  };
};

import type { Participant, ViewSize } from "@tfx/core";

type Source = "camera" | "screen";

/** Collects how large one person's pictures are shown and tells it, not more often than is of use. */
export interface ViewReporter {
  set(source: Source, size: ViewSize): void;
}

const none: ViewSize = { width: 0, height: 0 };
const settleMs = 250;

const isSame = (one: ViewSize, other: ViewSize): boolean => one.width === other.width && one.height === other.height;

/**
 * A picture that appears or grows is told at once, so that it is sharp at once; one that shrinks or goes
 * is told after a moment, since it often comes back (a window dragged smaller, a layout that turns).
 */
export const createViewReporter = (participant: Pick<Participant, "show">, end: AbortSignal): ViewReporter => {
  let sizes: Record<Source, ViewSize> = { camera: none, screen: none };
  let told: Record<Source, ViewSize> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    if (end.aborted || (told !== undefined && isSame(told.camera, sizes.camera) && isSame(told.screen, sizes.screen))) return;
    told = sizes;
    participant.show(sizes);
  };
  end.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return {
    set: (source, size) => {
      const grows = size.width > (told?.[source].width ?? 0);
      sizes = { ...sizes, [source]: size };
      if (grows) tell();
      else timer ??= setTimeout(tell, settleMs);
    },
  };
};

/** Draws once; told the time in milliseconds. */
export type Draw = (nowMs: number) => void;

/** How a page draws; tests have another. */
export interface FramePort {
  readonly request: (draw: Draw) => number;
  readonly cancel: (id: number) => void;
}

/** One loop for everything that moves. */
export interface Loop {
  /** Draws with each turn of the loop until the undo is called. */
  add(draw: Draw): () => void;
  /** Nothing is asked of the page while this does not hold. */
  setSeen(isSeen: boolean): void;
  /** At most so often; every frame when undefined. */
  setPace(perSecond: number | undefined): void;
}

/** Makes the loop: it stands still while there is nothing to draw or nobody to see it. */
export const createLoop = ({ request, cancel }: FramePort): Loop => {
  const draws = new Set<Draw>();
  let isSeen = false;
  let betweenMs = 0;
  let next: number | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  const turn: Draw = (nowMs) => {
    next = undefined;
    if (nowMs - lastMs >= betweenMs) {
      lastMs = nowMs;
      for (const draw of draws) draw(nowMs);
    }
    follow();
  };
  const follow = (): void => {
    const runs = isSeen && draws.size > 0;
    if (runs) next ??= request(turn);
    else if (next !== undefined) {
      cancel(next);
      next = undefined;
    }
  };
  return {
    add(draw) {
      draws.add(draw);
      follow();
      return () => {
        draws.delete(draw);
        follow();
      };
    },
    setSeen(seen) {
      isSeen = seen;
      follow();
    },
    setPace(perSecond) {
      // A frame may come a little early.
      betweenMs = perSecond === undefined ? 0 : 1_000 / perSecond - 5;
    },
  };
};

import { signal, type ReadonlySignal } from "@preact/signals";

/** Cards stand this long before they fold, unless somebody is at them: enough to read two lines. */
const readMs = 8_000;

/** Whether the cards about widgets of others are folded into one line. */
export interface CardFold {
  readonly isFolded: ReadonlySignal<boolean>;
  /** How many cards nobody has answered: more of them open the fold for a while, none closes it. */
  tell(unanswered: number): void;
  /** A pointer or the focus is at the cards, or has left them: they never fold under a hand. */
  hold(isAt: boolean): void;
  /** What the person decides holds until there is something new. */
  toggle(): void;
}

/** A fold that is closed; it ends with the signal. */
export const createCardFold = (end: AbortSignal): CardFold => {
  const isFolded = signal(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unanswered = 0;
  let isAt = false;
  let folds = false;
  const wait = () => {
    clearTimeout(timer);
    if (folds && !isAt && !end.aborted) timer = setTimeout(() => (isFolded.value = true), readMs);
  };
  end.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return {
    isFolded,
    tell: (count) => {
      const [before, now] = [unanswered, count];
      unanswered = now;
      if (now === before) return;
      if (now > before) isFolded.value = false;
      else if (now === 0) {
        isFolded.value = true;
        // What was pressed went away with its card and tells nothing any more.
        isAt = false;
      }
      folds = !isFolded.peek();
      wait();
    },
    hold: (at) => {
      if (at === isAt) return;
      isAt = at;
      wait();
    },
    toggle: () => {
      folds = false;
      clearTimeout(timer);
      isFolded.value = !isFolded.peek();
    },
  };
};

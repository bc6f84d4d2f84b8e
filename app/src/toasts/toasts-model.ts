import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Toast } from "@tfx/ui";

const shownAtOnce = 2;

/** A toast to show. One with the same `about` takes the place of the former. */
export interface ToastWish extends Omit<Toast, "id"> {
  readonly about?: string;
  /** How long it stands; an action needs time to be reached. */
  readonly forMs?: number;
}

/** Short messages that go away by themselves, two at most at once. */
export interface ToastsModel {
  readonly shown: ReadonlySignal<readonly Toast[]>;
  /** Returns how to take it away early. */
  show(wish: ToastWish): () => void;
  /** Takes all away: what they were about is over. */
  clear(): void;
}

/** A line of toasts that ends with the signal. */
export const createToasts = (end: AbortSignal): ToastsModel => {
  const all = signal<readonly (Toast & { about: string | undefined })[]>([]);
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let lastId = 0;
  const drop = (id: number) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
    all.value = all.peek().filter((toast) => toast.id !== id);
  };
  const clear = () => [...timers.keys()].forEach(drop);
  end.addEventListener("abort", clear, { once: true });
  return {
    shown: computed(() => all.value.slice(-shownAtOnce)),
    clear,
    show: ({ about, forMs, ...toast }) => {
      const id = (lastId += 1);
      for (const former of all.peek()) if (about !== undefined && former.about === about) drop(former.id);
      const action = toast.action && { label: toast.action.label, run: () => (drop(id), toast.action?.run()) };
      all.value = [...all.peek(), { ...toast, action, id, about }];
      timers.set(
        id,
        setTimeout(() => drop(id), forMs ?? (toast.action === undefined ? 5_000 : 10_000)),
      );
      return () => drop(id);
    },
  };
};

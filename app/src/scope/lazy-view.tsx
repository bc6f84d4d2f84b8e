import { signal } from "@preact/signals";
import type { ComponentType, FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";

/** A view whose code is fetched when it is first shown, or ahead of that. */
export type LazyView<P> = FunctionComponent<P> & {
  /** Fetches the code now, so that showing it later takes no time. */
  preload(): Promise<void>;
};

/** Keeps the code of a view out of the first load, so that the call itself starts light. */
export const lazyView = <P extends object>(load: () => Promise<ComponentType<P>>): LazyView<P> => {
  const loaded = signal<{ readonly View: ComponentType<P> } | undefined>(undefined);
  const preload = async () => {
    const View = await load();
    loaded.value ??= { View };
  };
  const Lazy: FunctionComponent<P> = (props) => {
    const isMissing = loaded.value === undefined;
    useEffect(() => {
      if (isMissing) void preload();
    }, [isMissing]);
    const View = loaded.value?.View;
    return View === undefined ? null : <View {...props} />;
  };
  return Object.assign(Lazy, { preload });
};

/** Fetches views a while after a screen is up, when nothing else needs the line or the processor. */
export const usePreload = (views: readonly Pick<LazyView<never>, "preload">[], afterMs = 1_500): void =>
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const view of views) void view.preload();
    }, afterMs);
    return () => clearTimeout(timer);
  }, []);

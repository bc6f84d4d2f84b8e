import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/** A view whose code is fetched when it is first shown, so that the call itself starts light. */
export const lazyView = <P extends object>(load: () => Promise<ComponentType<P>>) => {
  const loaded = signal<{ readonly View: ComponentType<P> } | undefined>(undefined);
  const fetch = async () => {
    const View = await load();
    loaded.value = { View };
  };
  return (props: P) => {
    const isMissing = loaded.value === undefined;
    useEffect(() => {
      if (isMissing) void fetch();
    }, [isMissing]);
    const View = loaded.value?.View;
    return View === undefined ? null : <View {...props} />;
  };
};

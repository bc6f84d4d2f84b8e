import type { ComponentType, FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { WarningIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { fetchAgain } from "./fetch-again.ts";
import { createLazyCode } from "./lazy-code.ts";

const tryAgainMs = 3_000;

/** A view whose code is fetched when it is first shown, or ahead of that. */
export type LazyView<P> = FunctionComponent<P> & {
  /** Fetches the code now, so that showing it later takes no time. Never rejects: it is tried again when the view is shown. */
  preload(): Promise<void>;
};

/** Keeps the code of a view out of the first load, so that the call itself starts light. Takes the module, and the view in it. */
export const lazyView = <M, P extends object>(load: () => Promise<M>, pick: (module: M) => ComponentType<P>): LazyView<P> => {
  const code = createLazyCode(load, fetchAgain);
  const Lazy: FunctionComponent<P> = (props) => {
    const { toasts, i18n, online } = useApp();
    const state = code.state.value;
    const isBack = online.value;
    useEffect(() => {
      if (state.is !== "ready") void code.fetch();
    }, [isBack]);
    useEffect(() => {
      if (state.is !== "failed") return undefined;
      const takeAway = toasts.show({ about: "part", text: i18n.t("app.partMissing"), icon: WarningIcon, tone: "warning", forMs: 60_000 });
      const timer = setInterval(() => void code.fetch(), tryAgainMs);
      return () => {
        takeAway();
        clearInterval(timer);
      };
    }, [state.is]);
    if (state.is !== "ready") return null;
    const View = pick(state.part);
    return <View {...props} />;
  };
  return Object.assign(Lazy, { preload: () => code.fetch() });
};

/** Fetches views a while after a screen is up, when nothing else needs the line or the processor. */
export const usePreload = (views: readonly Pick<LazyView<never>, "preload">[], afterMs = 1_500): void =>
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const view of views) void view.preload();
    }, afterMs);
    return () => clearTimeout(timer);
  }, []);

import { computed, signal } from "@preact/signals";
import type { AppContext } from "../app-context.ts";

/** Tokens that widgets may use: everything that the page's own style sheets name a value for. */
const tokenNames = (): readonly string[] => {
  const names = new Set<string>();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSStyleRule && rule.selectorText === ":root")
        for (const name of rule.style) if (name.startsWith("--")) names.add(name);
    }
  }
  return [...names];
};

/**
 * Colours and sizes as they are now, for frames that have no style sheet of ours. Widgets stand on the stage
 * and in the panel beside it, which are dark whatever the page is.
 */
export const createPageLook = ({ settings }: AppContext, end: AbortSignal) => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const turn = signal(0);
  calm.addEventListener("change", () => (turn.value += 1), { signal: end });
  const names = tokenNames();
  return computed(() => {
    void turn.value;
    void settings.value.value.theme;
    const style = getComputedStyle(document.documentElement);
    const tokens = Object.fromEntries(names.map((name) => [name.slice(2), style.getPropertyValue(name).trim()]));
    return { look: "dark" as const, tokens, reducedMotion: calm.matches } as const;
  });
};

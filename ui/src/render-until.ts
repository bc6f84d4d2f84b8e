import { render, type ComponentChild } from "preact";

/** Draws into `root` until the end, and leaves it empty then. */
export const renderUntil = (view: ComponentChild, root: HTMLElement, end: AbortSignal): void => {
  if (end.aborted) return;
  render(view, root);
  end.addEventListener("abort", () => render(null, root), { once: true });
};

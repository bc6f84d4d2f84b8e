import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icon/icon.tsx";
import { LoaderIcon } from "../icon/icons.ts";
import "./busy.css";

/**
 * Draws its content after 300 ms: what is quick does not flash, and whatever is being waited for does
 * not have to share the processor with an animation.
 */
export const Late = ({ children }: { children: ComponentChildren }) => {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return isDue ? <>{children}</> : null;
};

/** Something is under way; the words beside it say what. */
export const Spinner = () => (
  <span class="tfx-spinner" aria-hidden="true">
    <Icon icon={LoaderIcon} />
  </span>
);

/** The place of a text that is still to come; appears after 300 ms, so that what is quick does not flash. */
export const Skeleton = ({ width = "100%" }: { width?: string }) => (
  <span class="tfx-skeleton" aria-hidden="true" style={{ inlineSize: width }} />
);

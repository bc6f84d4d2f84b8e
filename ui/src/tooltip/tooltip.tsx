import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Keys } from "../text/text.tsx";
import "./tooltip.css";

/** Where the bubble stands; the `-start` and `-end` forms are for controls at an edge of the window. */
export type TooltipSide = "top" | "top-start" | "top-end" | "bottom" | "bottom-start" | "bottom-end";

/** Properties of a tooltip. */
export interface TooltipProps {
  readonly text: string;
  readonly shortcut?: readonly string[] | undefined;
  readonly side: TooltipSide;
  readonly children: ComponentChildren;
}

/** A word beside a control that shows none. Readers have it from the control itself, so it is hidden from them. */
export const Tooltip = ({ text, shortcut, side, children }: TooltipProps) => {
  // Drawn once it is first wanted: most never are.
  const isWanted = useSignal(false);
  const want = () => {
    isWanted.value = true;
  };
  return (
    <span class={`tfx-tooltip tfx-tooltip--${side}`} onPointerEnter={want} onFocusIn={want}>
      {children}
      {isWanted.value && (
        <span class="tfx-tooltip__bubble" aria-hidden="true">
          {text}
          {shortcut !== undefined && <Keys keys={shortcut} />}
        </span>
      )}
    </span>
  );
};

import { createElement } from "preact";
import type { IconNode } from "lucide";
import "./icon.css";

/** Properties of an icon. */
export interface IconProps {
  readonly icon: IconNode;
  readonly small?: boolean | undefined;
  /** `hang-up` turns a handset over; `directed` mirrors arrows in right-to-left text. */
  readonly turn?: "hang-up" | "directed" | undefined;
}

/** A drawing beside or instead of a word. It has no name of its own: the control or a hidden text says it. */
export const Icon = ({ icon, small, turn }: IconProps) => (
  <svg
    class={`tfx-icon${small === true ? " tfx-icon--small" : ""}${turn === undefined ? "" : ` tfx-icon--${turn}`}`}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    {icon.map(([tag, attributes], index) => createElement(tag, { ...attributes, key: index }))}
  </svg>
);

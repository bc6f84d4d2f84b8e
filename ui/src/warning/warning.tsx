import type { ComponentChildren } from "preact";
import { Icon } from "../icon/icon.tsx";
import { WarningIcon } from "../icon/icons.ts";
import "./warning.css";

/** Properties of a warning. */
export interface WarningProps {
  /** `alert` interrupts who hears the page read, `status` does not. */
  readonly role?: "alert" | "status";
  /** A button that helps. */
  readonly end?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What is wrong, in a box with what helps. */
export const Warning = ({ role, end, children }: WarningProps) => (
  <div class="tfx-notice tfx-notice--warn" role={role}>
    <Icon icon={WarningIcon} />
    <p class="tfx-notice__words">{children}</p>
    {end}
  </div>
);

/** What is wrong, in a line of its own; its place is there before, so that readers hear what comes into it. */
export const WarningLine = ({ text }: { readonly text: string | undefined }) => (
  <div role="alert">
    {text !== undefined && (
      <p class="tfx-warning-line">
        <Icon icon={WarningIcon} small />
        {text}
      </p>
    )}
  </div>
);

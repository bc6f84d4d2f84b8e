import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { classNames } from "../class-names.ts";
import { Spinner } from "../busy/busy.tsx";
import { Icon, type IconProps } from "../icon/icon.tsx";
import "./button.css";

/** Properties of a button; everything that HTML gives one besides. */
export interface ButtonProps extends Omit<ButtonHTMLAttributes, "class" | "icon" | "size"> {
  readonly variant?: "primary" | "secondary" | "ghost" | "danger";
  readonly size?: "small" | "medium" | "large";
  readonly icon?: IconProps["icon"] | undefined;
  /** As wide as what holds it. */
  readonly wide?: boolean | undefined;
  /** Shows a spinner and takes no further press, but keeps its focus. */
  readonly busy?: boolean | undefined;
  readonly class?: string | undefined;
  readonly children: ComponentChildren;
}

/** A button with a word, a verb. One primary button at most is on a screen. */
export const Button = ({ variant = "secondary", size = "medium", icon, wide, busy, children, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    {...(busy === true ? { onClick: undefined, "aria-disabled": true } : {})}
    aria-busy={busy}
    class={classNames("tfx-button", `tfx-button--${variant}`, `tfx-button--${size}`, wide === true && "tfx-button--wide", rest.class)}
  >
    {busy === true ? <Spinner /> : icon !== undefined && <Icon icon={icon} />}
    {children}
  </button>
);

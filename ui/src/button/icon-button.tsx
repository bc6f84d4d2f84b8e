import type { ButtonHTMLAttributes } from "preact";
import { classNames } from "../class-names.ts";
import { Count } from "../count/count.tsx";
import { Icon, type IconProps } from "../icon/icon.tsx";
import { Tooltip, type TooltipSide } from "../tooltip/tooltip.tsx";
import "./button.css";

/** Properties of an icon button; everything that HTML gives a button besides. */
export interface IconButtonProps extends Omit<ButtonHTMLAttributes, "class" | "icon" | "size" | "label"> {
  readonly icon: IconProps["icon"];
  /** What pressing it does, a verb: the name for readers and the tooltip. */
  readonly label: string;
  /** The keys that do the same, as they are printed on them. */
  readonly shortcut?: readonly string[] | undefined;
  readonly variant?: "plain" | "tool" | "leave";
  /** How the thing behind the button stands: lit when on, red when switched off. */
  readonly state?: "on" | "off" | undefined;
  readonly size?: "small" | "medium";
  readonly turn?: IconProps["turn"];
  /** How much is new behind it, in the corner and after the name. */
  readonly count?: number | undefined;
  readonly class?: string | undefined;
  readonly tip?: TooltipSide | "none";
}

/** A button with a drawing; its tooltip holds the word and the shortcut. */
export const IconButton = (props: IconButtonProps) => {
  const { icon, label, shortcut, variant = "plain", state, size, turn, count = 0, tip = "top", ...rest } = props;
  const button = (
    <button
      type="button"
      aria-label={count > 0 ? `${label} (${count})` : label}
      {...(shortcut === undefined ? {} : { "aria-keyshortcuts": shortcut.join("+") })}
      {...rest}
      class={classNames(
        "tfx-icon-button",
        variant !== "plain" && "tfx-icon-button--tool",
        variant === "leave" && "tfx-icon-button--leave",
        state !== undefined && `tfx-icon-button--${state}`,
        size === "small" && "tfx-icon-button--small",
        rest.class,
      )}
    >
      <Icon icon={icon} turn={turn} />
      <Count of={count} corner />
    </button>
  );
  if (tip === "none") return button;
  return (
    <Tooltip text={label} shortcut={shortcut} side={tip}>
      {button}
    </Tooltip>
  );
};

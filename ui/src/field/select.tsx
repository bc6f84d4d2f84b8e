import type { ComponentChildren } from "preact";
import { Icon, type IconProps } from "../icon/icon.tsx";
import { ChevronIcon } from "../icon/icons.ts";
import { Labelled, type LabelledProps } from "./field.tsx";
import { useUniqueId } from "../use-unique-id.ts";
import "./field.css";

/** One choice of a select. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** Properties of a select. */
export interface SelectProps extends LabelledProps {
  readonly options: readonly SelectOption[];
  readonly value: string;
  readonly onPick: (value: string) => void;
  readonly icon?: IconProps["icon"] | undefined;
  readonly disabled?: boolean | undefined;
  /** Shown inside, at the end: a level, a test button. */
  readonly end?: ComponentChildren;
}

/** A choice of few, with the system's own list: it is right on every device and for every reader. */
export const Select = ({ options, value, onPick, icon, disabled, end, ...labelled }: SelectProps) => {
  const id = useUniqueId();
  return (
    <Labelled {...labelled} id={id}>
      <div class="tfx-input">
        {icon !== undefined && <Icon icon={icon} />}
        <select
          class="tfx-input__control"
          id={id}
          disabled={disabled}
          value={value}
          onChange={(event) => onPick(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        {end}
        <Icon icon={ChevronIcon} small />
      </div>
    </Labelled>
  );
};

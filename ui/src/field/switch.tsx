import { useUniqueId } from "../use-unique-id.ts";
import "./field.css";

/** Properties of a switch. */
export interface SwitchProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked: boolean;
  readonly onSwitch: (checked: boolean) => void;
}

/** On or off, at once. */
export const Switch = ({ label, hint, checked, onSwitch }: SwitchProps) => {
  const id = useUniqueId();
  return (
    <label class="tfx-switch">
      <span class="tfx-switch__words">
        {label}
        {hint !== undefined && (
          <span class="tfx-field__hint" id={`${id}-note`} style={{ display: "block" }}>
            {hint}
          </span>
        )}
      </span>
      <input
        class="tfx-switch__control"
        type="checkbox"
        role="switch"
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    </label>
  );
};

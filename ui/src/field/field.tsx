import type { ComponentChildren, PartialInputHTMLAttributes } from "preact";
import { Icon, type IconProps } from "../icon/icon.tsx";
import { WarningIcon } from "../icon/icons.ts";
import { useUniqueId } from "../use-unique-id.ts";
import "./field.css";

/** What every labelled control has. */
export interface LabelledProps {
  readonly label: string;
  /** For readers only: what is around the control says it to the eye. */
  readonly labelHidden?: boolean | undefined;
  readonly hint?: ComponentChildren;
  /** What is wrong with the value and what to do, in one sentence. */
  readonly problem?: string | undefined;
}

// Preact tells inputs apart by their type; a text field takes what they share.
type PlainInputAttributes = Omit<PartialInputHTMLAttributes<HTMLInputElement>, "role">;

/** Properties of a text field; everything that HTML gives an input besides. */
export interface FieldProps extends LabelledProps, Omit<PlainInputAttributes, "icon" | "size" | "label" | "type"> {
  readonly icon?: IconProps["icon"] | undefined;
  readonly size?: "medium" | "large";
  /** A control at the end of the field, such as its button. */
  readonly end?: ComponentChildren;
  readonly onText?: ((text: string) => void) | undefined;
}

/** One line of text with its label, hint and problem. */
export const Field = (props: FieldProps) => {
  const { label, labelHidden, hint, problem, icon, size = "medium", end, onText, ...rest } = props;
  const generated = useUniqueId();
  const id = typeof rest.id === "string" ? rest.id : generated;
  return (
    <Labelled {...{ label, labelHidden, hint, problem }} id={id}>
      <div class={`tfx-input tfx-input--${size}`} data-invalid={problem === undefined ? undefined : ""}>
        {icon !== undefined && <Icon icon={icon} />}
        <input
          autocomplete="off"
          {...rest}
          type="text"
          class="tfx-input__control"
          id={id}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={problem === undefined && hint === undefined ? undefined : `${id}-note`}
          onInput={(event) => onText?.(event.currentTarget.value)}
        />
        {end}
      </div>
    </Labelled>
  );
};

/** Label above a control, hint or problem below it. */
export const Labelled = ({
  id,
  label,
  labelHidden,
  hint,
  problem,
  children,
}: LabelledProps & { id: string; children: ComponentChildren }) => (
  <div class="tfx-field">
    <label class={labelHidden === true ? "tfx-hidden" : "tfx-field__label"} for={id}>
      {label}
    </label>
    {children}
    {problem !== undefined && (
      <p class="tfx-field__problem" id={`${id}-note`} role="alert">
        <Icon icon={WarningIcon} small />
        {problem}
      </p>
    )}
    {problem === undefined && hint !== undefined && (
      <p class="tfx-field__hint" id={`${id}-note`}>
        {hint}
      </p>
    )}
  </div>
);

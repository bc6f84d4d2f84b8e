import type { LabelledProps } from "./field.tsx";
import { Select } from "./select.tsx";

/** Properties of a choice. */
export interface ChoiceProps<T extends string | number> extends LabelledProps {
  readonly among: readonly T[];
  readonly value: T;
  readonly words: (choice: T) => string;
  readonly onPick: (choice: T) => void;
}

/** A select of things that are known: it gives back one of them, not its text. */
export const Choice = <T extends string | number>({ among, value, words, onPick, ...labelled }: ChoiceProps<T>) => (
  <Select
    {...labelled}
    value={String(value)}
    options={among.map((choice) => ({ value: String(choice), label: words(choice) }))}
    onPick={(picked) => {
      const choice = among.find((one) => String(one) === picked);
      if (choice !== undefined) onPick(choice);
    }}
  />
);

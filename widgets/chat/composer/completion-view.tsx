import type { Completion } from "../text/completion.ts";
import { t } from "../words.ts";

/** Properties of the suggestions. */
export interface CompletionViewProps {
  readonly id: string;
  readonly completion: Completion;
  readonly chosen: number;
  readonly choose: (index: number) => void;
}

/** Id of a suggestion, for the text field to point at. */
export const choiceId = (id: string, index: number): string => `${id}-${index}`;

/** Suggestions above the text field, which keeps the focus. */
export const CompletionView = ({ id, completion, chosen, choose }: CompletionViewProps) => (
  <div id={id} class="chat-completions" role="listbox" aria-label={t("compose.completions")}>
    {completion.choices.map((choice, index) => (
      <div
        key={choice.insert}
        id={choiceId(id, index)}
        class="chat-completions__choice"
        role="option"
        aria-selected={index === chosen}
        dir="auto"
        onPointerDown={(event) => {
          event.preventDefault();
          choose(index);
        }}
      >
        {choice.label}
      </div>
    ))}
  </div>
);

/** What a key does in the composer. */
export type ComposerStep = "submit" | "complete" | "next" | "previous" | "edit-last" | "cancel" | undefined;

/** A key, and what is true when it is pressed. */
export interface ComposerKey {
  readonly key: string;
  readonly shift: boolean;
  /** An input method is putting a sign together; its Enter is its own. */
  readonly isComposing: boolean;
  readonly hasCompletion: boolean;
  readonly isEmpty: boolean;
}

/** The step that a key asks for; `undefined` leaves it to the text field. */
export const stepForKey = ({ key, shift, isComposing, hasCompletion, isEmpty }: ComposerKey): ComposerStep => {
  if (isComposing) return undefined;
  if (key === "Escape") return "cancel";
  if (key === "Enter" && shift) return undefined;
  if (hasCompletion) {
    if (key === "Enter" || (key === "Tab" && !shift)) return "complete";
    if (key === "ArrowDown") return "next";
    if (key === "ArrowUp") return "previous";
  }
  if (key === "Enter") return "submit";
  return key === "ArrowUp" && isEmpty ? "edit-last" : undefined;
};

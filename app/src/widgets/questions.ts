import { signal, type ReadonlySignal } from "@preact/signals";
import type { Permission, WidgetManifest } from "@tfx/protocol/widgets";

/** What a widget asks the person, through us. */
export interface Question {
  readonly manifest: WidgetManifest;
  /** Permissions to be allowed; none when it is a question of the widget's own. */
  readonly permissions: readonly Permission[];
  readonly text: string | undefined;
  readonly yes: string | undefined;
  answer(yes: boolean): void;
}

/** Questions of widgets, one at a time. */
export interface Questions {
  readonly shown: ReadonlySignal<Question | undefined>;
  ask(question: Omit<Question, "answer">): Promise<boolean>;
}

/** Questions until the signal aborts, which answers all of them with no. */
export const createQuestions = (end: AbortSignal): Questions => {
  const shown = signal<Question | undefined>(undefined);
  let last: Promise<unknown> = Promise.resolve();
  const askNow = (question: Omit<Question, "answer">): Promise<boolean> =>
    new Promise((resolve) => {
      const answer = (yes: boolean) => {
        shown.value = undefined;
        resolve(yes);
      };
      if (end.aborted) return answer(false);
      end.addEventListener("abort", () => answer(false), { once: true });
      shown.value = { ...question, answer };
    });
  return {
    shown,
    ask: (question) => {
      const asked = last.then(() => askNow(question));
      last = asked;
      return asked;
    },
  };
};

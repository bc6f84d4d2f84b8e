import { signal, type ReadonlySignal } from "@preact/signals";
import type { Permission, WidgetManifest } from "@tfx/protocol/widgets";
import type { Translate } from "../i18n/messages.ts";

/** What a widget asks the person, through us. */
export interface Question {
  readonly manifest: WidgetManifest;
  /** Permissions to be allowed; none when it is a question of the widget's own. */
  readonly permissions: readonly Permission[];
  readonly text: string | undefined;
  readonly yes: string | undefined;
  answer(yes: boolean): void;
  /** Says no, now and for the rest of the call; there once a widget asks again and again. */
  readonly silence: (() => void) | undefined;
}

/** Questions of widgets, one at a time. */
export interface Questions {
  readonly shown: ReadonlySignal<Question | undefined>;
  /** The signal takes the question away, with a no. A widget that has one waiting gets a no at once. */
  ask(question: Omit<Question, "answer" | "silence">, until: AbortSignal): Promise<boolean>;
}

/** A question as people read it: of what is not built in, it says whose words they are. */
export const askedWords = ({ manifest: { kind, name }, text }: AskedWords, t: Translate): string =>
  kind === "builtin" ? text : t("widgets.asks", { name, text });

interface AskedWords {
  readonly manifest: Pick<WidgetManifest, "kind" | "name">;
  readonly text: string;
}

/** A widget that asks so often in that time can be silenced. */
const often = { times: 3, withinMs: 60_000 } as const;

/** Questions until the signal aborts, which answers all of them with no. */
export const createQuestions = (end: AbortSignal, nowMs: () => number = () => performance.now()): Questions => {
  const shown = signal<Question | undefined>(undefined);
  const waiting = new Set<string>();
  const silenced = new Set<string>();
  const asked = new Map<string, readonly number[]>();
  let last: Promise<unknown> = Promise.resolve();
  const isOften = (id: string): boolean => {
    const times = [...(asked.get(id) ?? []).filter((at) => nowMs() - at < often.withinMs), nowMs()];
    asked.set(id, times);
    return times.length >= often.times;
  };
  const askNow = (question: Omit<Question, "answer" | "silence">, until: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const { id } = question.manifest;
      let mine: Question | undefined;
      const answer = (yes: boolean) => {
        if (mine !== undefined && shown.peek() === mine) shown.value = undefined;
        until.removeEventListener("abort", refuse);
        resolve(yes);
      };
      const refuse = () => answer(false);
      if (until.aborted || silenced.has(id)) return refuse();
      until.addEventListener("abort", refuse, { once: true });
      const silence = () => {
        silenced.add(id);
        refuse();
      };
      mine = { ...question, answer, silence: isOften(id) ? silence : undefined };
      shown.value = mine;
    });
  return {
    shown,
    ask: async (question, until) => {
      const { id } = question.manifest;
      if (waiting.has(id)) return false;
      waiting.add(id);
      const mine = last.then(() => askNow(question, AbortSignal.any([end, until])));
      last = mine;
      return mine.finally(() => waiting.delete(id));
    },
  };
};

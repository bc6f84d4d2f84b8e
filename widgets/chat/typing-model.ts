import { computed, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import type { ParticipantId, PlainValue, WidgetContext } from "@tfx/widget-sdk";

const stillForMs = 5_000;

/** Who is writing right now. */
export interface TypingModel {
  readonly others: ReadonlySignal<readonly ParticipantId[]>;
  /** A key was pressed; five seconds without another one end it. */
  touch(): void;
  stop(): void;
}

/** Says that one is writing while one is, and knows it of others. */
export const createTypingModel = (context: Pick<WidgetContext, "state" | "signal">): TypingModel => {
  const presence = context.state.presence<PlainValue>();
  const states = follow(presence.others, context.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    if (!context.signal.aborted) presence.set({ typing: false });
  };
  context.signal.addEventListener("abort", stop, { once: true });
  return {
    others: computed(() => [...states.value].filter(([, value]) => isTyping(value)).map(([id]) => id)),
    touch: () => {
      if (timer === undefined) presence.set({ typing: true });
      clearTimeout(timer);
      timer = setTimeout(stop, stillForMs);
    },
    stop,
  };
};

const isTyping = (value: PlainValue): boolean => typeof value === "object" && value !== null && "typing" in value && value.typing === true;

import { signal, type ReadonlySignal } from "@preact/signals";
import type { Room } from "@tfx/core";
import { coreTopics } from "@tfx/protocol";

/** The reactions that are offered. */
export const reactions = ["👍", "❤️", "😂", "🎉", "😮", "👏"] as const;

const shownForMs = 4_000;
const keptAtMost = 24;

/** One reaction that floats up over a tile. */
export interface Reaction {
  readonly id: number;
  readonly emoji: string;
  /** Participant id of whoever reacted. */
  readonly from: string;
}

/** Short signs that everybody sees for some seconds. */
export interface ReactionsModel {
  readonly shown: ReadonlySignal<readonly Reaction[]>;
  react(emoji: string): void;
}

// One picture is what was meant; a text of another participant is not shown as a sign.
const isEmoji = (text: string): boolean =>
  /^\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{200d}|\u{fe0f})*$/u.test(text);

/** Sends and shows reactions over the project's own topic. */
export const createReactionsModel = (room: Room, onReaction: (reaction: Reaction) => void, end: AbortSignal): ReactionsModel => {
  const topic = room.topic({ name: "tfx.reaction", schema: coreTopics["tfx.reaction"], lane: "control" });
  const shown = signal<readonly Reaction[]>([]);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let lastId = 0;
  const show = (emoji: string, from: string) => {
    const reaction = { id: (lastId += 1), emoji, from };
    shown.value = [...shown.peek(), reaction].slice(-keptAtMost);
    onReaction(reaction);
    const timer = setTimeout(() => {
      timers.delete(timer);
      shown.value = shown.peek().filter(({ id }) => id !== reaction.id);
    }, shownForMs);
    timers.add(timer);
  };
  topic.on(
    ({ from, value }) => {
      if (isEmoji(value.emoji)) show(value.emoji, from);
    },
    { signal: end },
  );
  end.addEventListener("abort", () => timers.forEach(clearTimeout), { once: true });
  return {
    shown,
    react: (emoji) => {
      show(emoji, room.self);
      void topic.send({ emoji });
    },
  };
};

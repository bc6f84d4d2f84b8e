import { computed, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import type { ParticipantId, ParticipantInfo, WidgetContext } from "@tfx/widget-sdk";
import type { Mention } from "./messages/entry.ts";
import type { Message } from "./messages/fold-messages.ts";
import { t } from "./words.ts";

/** Who is there, and what they are called. */
export interface PeopleModel {
  /** Others who use the chat and can be written to alone. */
  readonly reachable: ReadonlySignal<readonly ParticipantInfo[]>;
  /** Everybody who can be mentioned, oneself included. */
  readonly mentionable: ReadonlySignal<readonly Mention[]>;
  /** Whether somebody is in the call. */
  isThere(id: ParticipantId): boolean;
  /** The name that somebody has, or had when a message was written. */
  nameOf(id: ParticipantId): string;
}

/** People of the call, and those who wrote and have left. */
export const createPeopleModel = (
  context: Pick<WidgetContext, "participants" | "self" | "signal">,
  messages: ReadonlySignal<readonly Message[]>,
): PeopleModel => {
  const everybody = follow(context.participants, context.signal);
  const names = computed(() => {
    const written = messages.value.flatMap(({ from, name }) => (name === undefined ? [] : [[from, name] as const]));
    const present = everybody.value.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const]));
    return new Map([...written, ...present]);
  });
  return {
    reachable: computed(() => everybody.value.filter(({ isSelf, present }) => present && !isSelf)),
    mentionable: computed(() => everybody.value.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }]))),
    isThere: (id) => everybody.value.some((person) => person.id === id),
    nameOf: (id) => names.value.get(id) ?? t("person.unknown"),
  };
};

import { signal, type ReadonlySignal } from "@preact/signals";
import type { ParticipantId, PlainValue, WidgetContext } from "@tfx/widget-sdk";
import { longestText } from "../messages/entry.ts";
import type { PrivateMessage } from "../messages/rows.ts";

const mostKept = 500;

/** Messages between two people: over a channel, in memory alone. */
export interface PrivateModel {
  readonly messages: ReadonlySignal<readonly PrivateMessage[]>;
  /** @throws {TfxError} as the channel does */
  send(to: ParticipantId, text: string): Promise<void>;
}

// A channel is a border: the host vouches for the sender alone.
const readText = (value: PlainValue): string | undefined => {
  if (typeof value !== "object" || value === null || !("text" in value)) return undefined;
  const { text } = value;
  return typeof text === "string" && text.trim() !== "" && text.length <= longestText ? text : undefined;
};

/** Sends and collects private messages; `lastId` names the message after which one came in. */
export const createPrivateModel = (
  context: Pick<WidgetContext, "channel" | "self" | "signal">,
  lastId: () => string | undefined,
): PrivateModel => {
  const channel = context.channel<PlainValue>("private");
  const messages = signal<readonly PrivateMessage[]>([]);
  let count = 0;
  const add = (people: Pick<PrivateMessage, "from" | "to">, text: string) => {
    const message = { id: `private-${(count += 1)}`, ...people, at: Date.now(), text, after: lastId() };
    messages.value = [...messages.peek(), message].slice(-mostKept);
  };
  channel.on(
    ({ from, value }) => {
      const text = readText(value);
      if (text !== undefined) add({ from, to: context.self }, text);
    },
    { signal: context.signal },
  );
  return {
    messages,
    send: async (to, text) => {
      await channel.send({ text }, { to: [to] });
      add({ from: context.self, to }, text);
    },
  };
};

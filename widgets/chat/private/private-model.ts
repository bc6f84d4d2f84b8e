import { signal, type ReadonlySignal } from "@preact/signals";
import type { ParticipantId, PlainValue, WidgetContext } from "@tfx/widget-sdk";
import { isFields, readSpeech } from "../messages/entry.ts";
import type { PrivateMessage } from "../messages/rows.ts";

const mostKept = 500;

/** What a private message says. */
export type PrivateSpeech = Pick<PrivateMessage, "text" | "picture" | "file">;

/** Messages between two people: over a channel, in memory alone. */
export interface PrivateModel {
  readonly messages: ReadonlySignal<readonly PrivateMessage[]>;
  /** @throws {TfxError} as the channel does */
  send(to: ParticipantId, speech: PrivateSpeech): Promise<void>;
}

// A channel is a border: the host vouches for the sender alone.
const readSent = (value: PlainValue): PrivateSpeech | undefined => {
  const speech = isFields(value) ? readSpeech(value) : undefined;
  return speech === undefined ? undefined : { picture: undefined, file: undefined, ...speech };
};

/** Sends and collects private messages; `lastId` names the message after which one came in. */
export const createPrivateModel = (
  context: Pick<WidgetContext, "channel" | "self" | "signal">,
  lastId: () => string | undefined,
): PrivateModel => {
  const channel = context.channel<PlainValue>("private");
  const messages = signal<readonly PrivateMessage[]>([]);
  let count = 0;
  const add = (people: Pick<PrivateMessage, "from" | "to">, speech: PrivateSpeech) => {
    const message = { id: `private-${(count += 1)}`, ...people, at: Date.now(), ...speech, after: lastId() };
    messages.value = [...messages.peek(), message].slice(-mostKept);
  };
  channel.on(
    ({ from, value }) => {
      const speech = readSent(value);
      if (speech !== undefined) add({ from, to: context.self }, speech);
    },
    { signal: context.signal },
  );
  return {
    messages,
    send: async (to, { text, picture, file }) => {
      await channel.send({ text, ...(picture === undefined ? {} : { picture }), ...(file === undefined ? {} : { file }) }, { to: [to] });
      add({ from: context.self, to }, { text, picture, file });
    },
  };
};

import type { EntryParams, PlainValue } from "@tfx/protocol/widgets";
import type { Bridge } from "../bridge.ts";
import type { WidgetChannel, WidgetContext } from "../context.ts";
import { createListeners } from "../listeners.ts";

type Message<T> = Omit<EntryParams<"channel.message">, "channel" | "value"> & { readonly value: T };

/** Messages between those who use the widget. */
export const createChannelArea = (bridge: Bridge): Pick<WidgetContext, "channel"> => {
  const messages = createListeners<EntryParams<"channel.message">>(bridge.report);
  bridge.on("channel.message", messages.emit);
  return {
    channel: <T extends PlainValue>(name: string): WidgetChannel<T> => ({
      async send(value, options) {
        await bridge.call("channel.send", { channel: name, value, to: options?.to && [...options.to] });
      },
      on: (listener: (message: Message<T>) => void, until) =>
        messages.on(({ channel, from, value }) => {
          if (channel === name) listener({ from, value: value as T });
        }, until),
    }),
  };
};

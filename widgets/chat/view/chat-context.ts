import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { ParticipantId } from "@tfx/widget-sdk";
import type { ComposerModel } from "../composer/composer-model.ts";
import type { Message } from "../messages/fold-messages.ts";
import type { ChatModel } from "../model.ts";
import type { Enlarged } from "../picture/picture-view.tsx";

/** What the parts of the chat's view share. */
export interface ChatParts {
  readonly chat: ChatModel;
  readonly composer: ComposerModel;
  readonly locale: ReadonlySignal<string>;
  /** The picture that is shown large. */
  readonly enlarged: Signal<Enlarged | undefined>;
  /** The message that the list should bring into sight. */
  readonly sought: Signal<string | undefined>;
  /** The message that is pointed at or has the focus: what can be done with it is in sight. */
  readonly active: Signal<string | undefined>;
  readonly focusComposer: () => void;
  /** Asks, then deletes. */
  readonly remove: (message: Message) => void;
  readonly react: (message: Message, emoji: string) => void;
  /** Follows a link of a message, through the host: a frame of a widget leads nowhere. */
  readonly openLink: (href: string) => void;
  readonly copy: (text: string) => void;
  readonly whisper: (to: ParticipantId) => void;
}

const context = createContext<ChatParts | undefined>(undefined);

/** Gives the parts to everything inside. */
export const ChatProvider = context.Provider;

/** The parts of the chat around. */
export const useChat = (): ChatParts => {
  const parts = useContext(context);
  if (parts === undefined) throw new Error("A part of the chat stands outside of it.");
  return parts;
};

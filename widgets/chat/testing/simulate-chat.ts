import { createSimulator, type JoinOptions, type SimulatedPeer, type Simulator } from "@tfx/widget-sdk/simulator";
import { createComposerModel, type ComposerModel } from "../composer/composer-model.ts";
import { manifest } from "../manifest.ts";
import { openChatModel, type ChatModel } from "../model.ts";
import type { PreparedPicture } from "../picture/prepare-picture.ts";

/** Somebody in a simulated call with the chat's models. */
export interface ChatPeer extends SimulatedPeer {
  readonly chat: ChatModel;
  readonly composer: ComposerModel;
  /** Writes and sends, as Enter does. */
  readonly say: (text: string) => Promise<void>;
  /** What the messages say, as this person sees them. */
  readonly texts: () => readonly string[];
}

/** Who joins, and what happens while their chat is still being loaded. */
export interface ChatJoinOptions extends Partial<JoinOptions> {
  readonly beforeMount?: () => Promise<void>;
}

/** A simulated call of people with the chat. */
export interface ChatSimulation {
  readonly simulator: Simulator;
  readonly join: (name: string, options?: ChatJoinOptions) => Promise<ChatPeer>;
}

/** A picture of so many bytes; the large form is made of one number. */
export const fakePicture = (bytes: number, largeBytes?: number): PreparedPicture => ({
  width: 64,
  height: 48,
  type: "image/webp",
  inline: new Uint8Array(bytes),
  large: largeBytes === undefined ? undefined : new Uint8Array(largeBytes).fill(7),
});

/** Begins a simulated call. */
export const simulateChat = (): ChatSimulation => {
  const simulator = createSimulator({ manifest });
  return {
    simulator,
    join: async (name, { beforeMount, ...options } = {}) => {
      let made: { readonly chat: ChatModel; readonly composer: ComposerModel } | undefined;
      const peer = await simulator.join({
        name,
        ...options,
        mount: async (context) => {
          await beforeMount?.();
          const chat = await openChatModel(context);
          const preparePicture = async (file: Blob) => (file.type.startsWith("image/") ? fakePicture(1_000, file.size) : undefined);
          made = { chat, composer: createComposerModel(chat, { preparePicture }) };
        },
      });
      if (made === undefined) throw new Error("The chat was not mounted.");
      const { chat, composer } = made;
      return {
        ...peer,
        chat,
        composer,
        say: async (text) => {
          composer.write(text, text.length);
          await composer.submit();
        },
        texts: () => chat.items.value.map(({ message }) => message.text),
      };
    },
  };
};

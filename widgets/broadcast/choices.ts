import { signal, type ReadonlySignal } from "@preact/signals";
import type { CompositionLayout, TrustedWidgetContext } from "@tfx/widget-sdk";

/** What the person chose; remembered on this device. */
export interface Choices {
  readonly what: "call" | "camera" | "sound";
  readonly layout: CompositionLayout;
  readonly height: 360 | 480 | 720 | 1080;
  readonly target: "gateway" | "other";
  readonly poster: "now" | "file" | "none";
  /** Of another server; its key is not kept. */
  readonly endpoint: string;
  readonly title: string;
  readonly listed: boolean;
  /** Who watches may read what is written in the chat, and the captions. */
  readonly chat: boolean;
  readonly captions: boolean;
}

/** What is chosen of a list. */
export type ListedChoice = "what" | "layout" | "height" | "target" | "poster";

/** What can be chosen of each. */
export const choicesOf: { readonly [K in ListedChoice]: readonly Choices[K][] } = {
  what: ["call", "camera", "sound"],
  layout: ["grid", "speaker", "screen"],
  height: [360, 480, 720, 1080],
  target: ["gateway", "other"],
  poster: ["now", "file", "none"],
};

const first: Choices = {
  what: "call",
  layout: "speaker",
  height: 720,
  target: "gateway",
  poster: "now",
  endpoint: "",
  title: "",
  listed: false,
  chat: false,
  captions: false,
};
const key = "choices";

/** Reads what was chosen before; what cannot be read counts as not chosen. */
export const readChoices = (stored: unknown): Choices => {
  const fields = typeof stored === "object" && stored !== null ? (stored as Readonly<Record<string, unknown>>) : {};
  const pick = <K extends ListedChoice>(name: K): Choices[K] => choicesOf[name].find((one) => one === fields[name]) ?? first[name];
  const { endpoint, title, listed, chat, captions } = fields;
  return {
    what: pick("what"),
    layout: pick("layout"),
    height: pick("height"),
    target: pick("target"),
    // A file is chosen anew each time: pages do not keep it.
    poster: fields["poster"] === "none" ? "none" : "now",
    endpoint: typeof endpoint === "string" ? endpoint.slice(0, 500) : "",
    title: typeof title === "string" ? title.slice(0, 120) : "",
    listed: listed === true,
    chat: chat === true,
    captions: captions === true,
  };
};

/** What was chosen, and how it is changed. */
export interface OpenChoices {
  readonly value: ReadonlySignal<Choices>;
  readonly set: (change: Partial<Choices>) => void;
}

/** Opens what was chosen before. */
export const openChoices = async ({ storage }: Pick<TrustedWidgetContext, "storage">): Promise<OpenChoices> => {
  const value = signal(readChoices(await storage.get(key)));
  return {
    value,
    set: (change) => {
      value.value = { ...value.peek(), ...change };
      void storage.set(key, { ...value.peek() });
    },
  };
};

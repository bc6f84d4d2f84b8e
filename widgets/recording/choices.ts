import { signal, type ReadonlySignal } from "@preact/signals";
import type { CompositionLayout, TrustedWidgetContext } from "@tfx/widget-sdk";
import type { FileKind } from "./engine/recording-format.ts";
import type { RecordingScope } from "./engine/recording-session.ts";

/** What the person chose; remembered on this device. */
export interface Choices {
  readonly scope: RecordingScope;
  readonly layout: CompositionLayout;
  readonly kind: FileKind;
  readonly height: 720 | 1080;
}

/** What can be chosen of each. */
export const choicesOf: { readonly [K in keyof Choices]: readonly Choices[K][] } = {
  scope: ["everyone", "sound", "each"],
  layout: ["grid", "speaker", "screen"],
  kind: ["webm", "mp4"],
  height: [720, 1080],
};

const first: Choices = { scope: "everyone", layout: "grid", kind: "webm", height: 720 };
const key = "choices";

const pick = <K extends keyof Choices>(stored: Readonly<Record<string, unknown>>, name: K): Choices[K] =>
  choicesOf[name].find((one) => one === stored[name]) ?? first[name];

/** Reads what was chosen before; what cannot be read counts as not chosen. */
const readChoices = (stored: unknown): Choices => {
  const fields = typeof stored === "object" && stored !== null ? (stored as Readonly<Record<string, unknown>>) : {};
  return { scope: pick(fields, "scope"), layout: pick(fields, "layout"), kind: pick(fields, "kind"), height: pick(fields, "height") };
};

/** Opens what was chosen before. */
export const openChoices = async ({
  storage,
}: Pick<TrustedWidgetContext, "storage">): Promise<{
  readonly value: ReadonlySignal<Choices>;
  readonly set: (change: Partial<Choices>) => void;
}> => {
  const value = signal(readChoices(await storage.get(key)));
  return {
    value,
    set: (change) => {
      value.value = { ...value.peek(), ...change };
      void storage.set(key, { ...value.peek() });
    },
  };
};

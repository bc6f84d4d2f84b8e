import { signal, type ReadonlySignal } from "@preact/signals";
import { effectUntil } from "../scope/effect-until.ts";
import type { AppContext } from "../app-context.ts";

/** The sound of the others: where it comes out, and whether the browser lets it. */
export interface SoundModel {
  /** The browser waits for a click before it plays anything. */
  readonly blocked: ReadonlySignal<boolean>;
  /** Takes care of an element until the returned undo is called. */
  adopt(element: HTMLMediaElement): () => void;
  /** Must be called in a click. */
  turnOn(): void;
}

const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === "NotAllowedError";

/** Plays the elements that it is given, on the speaker that the settings name. */
export const createSoundModel = ({ settings }: AppContext, end: AbortSignal): SoundModel => {
  const elements = new Set<HTMLMediaElement>();
  const blocked = signal(false);
  const play = async (element: HTMLMediaElement) => {
    try {
      await element.play();
      if (elements.has(element)) blocked.value = false;
    } catch (error) {
      // AbortError: the element was given another sound or taken away meanwhile; nothing is lost.
      if (isRefusal(error) && elements.has(element)) blocked.value = true;
    }
  };
  const route = async (element: HTMLMediaElement, speakerId: string) => {
    if (!("setSinkId" in element) || element.sinkId === speakerId) return;
    try {
      await element.setSinkId(speakerId);
    } catch {
      // The speaker was unplugged: the system's default goes on playing, and the picker shows it.
      if (speakerId !== "") settings.update({ speakerId: undefined });
    }
  };
  effectUntil(end, () => {
    const speakerId = settings.value.value.speakerId ?? "";
    for (const element of elements) void route(element, speakerId);
  });
  return {
    blocked,
    adopt: (element) => {
      elements.add(element);
      const handleTrack = () => void play(element);
      element.addEventListener("loadedmetadata", handleTrack);
      void route(element, settings.value.peek().speakerId ?? "");
      return () => {
        elements.delete(element);
        element.removeEventListener("loadedmetadata", handleTrack);
        if (elements.size === 0) blocked.value = false;
      };
    },
    turnOn: () => {
      for (const element of elements) void play(element);
    },
  };
};

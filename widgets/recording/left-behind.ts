import { openFilePort } from "./files/file-port.ts";
import { createLibrary } from "./files/library.ts";

/** Recordings that a killed page left, for the app to show before any call. */
export const leftBehind = {
  /** Whether there is one that was cut off. */
  async find(): Promise<boolean> {
    if (typeof navigator.storage?.getDirectory !== "function" || navigator.locks === undefined) return false;
    const library = createLibrary(openFilePort);
    await library.refresh();
    return library.recordings.value.some(({ state }) => state === "cut");
  },
  /** Draws them, with the way to recover and save them, until the signal aborts. */
  async show(root: HTMLElement, until: AbortSignal): Promise<void> {
    const { mountLeftBehind } = await import("./view/mount-left-behind.tsx");
    await mountLeftBehind(root, until);
  },
};

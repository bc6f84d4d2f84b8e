import { signal } from "@preact/signals";
import { TfxError, type WidgetContext } from "@tfx/widget-sdk";

/** Counts faces while something is done at them: looking for them costs the device some work. */
export const createCounter = (context: WidgetContext, isWanted: () => boolean) => {
  const faces = signal<number | undefined>(undefined);
  let isCounting = false;
  const count = async (): Promise<void> => {
    for await (const seen of context.media.faces()) {
      if (!isWanted()) break;
      faces.value = seen.length;
    }
  };
  const start = async (): Promise<void> => {
    isCounting = true;
    try {
      await count();
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      context.log.warn(`faces: ${error.code}`);
    }
    isCounting = false;
    faces.value = undefined;
  };
  return { faces, start: () => void (isCounting ? undefined : start()) };
};

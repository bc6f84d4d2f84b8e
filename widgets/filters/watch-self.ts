import { TfxError, type WidgetContext } from "@tfx/widget-sdk";

/** Calls with what is sent of the own picture, about ten times a second; returns the undo. */
export const watchSelf = (context: WidgetContext, show: (picture: ImageBitmap) => void): (() => void) => {
  const end = new AbortController();
  const watch = async (): Promise<void> => {
    try {
      for await (const picture of context.media.frames({ participant: context.self, width: 320, perSecond: 10 })) {
        if (end.signal.aborted) return picture.close();
        show(picture);
      }
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      context.log.debug(`preview: ${error.code}`);
    }
  };
  void watch();
  return () => end.abort();
};

import type { EntryInput } from "@tfx/protocol/widgets";
import { TfxError } from "@tfx/protocol/tfx-error";
import type { WidgetContext } from "./context.ts";

/** What it needs of a widget's context. */
interface PictureContext {
  readonly media: Pick<WidgetContext["media"], "frames">;
  readonly log: Pick<WidgetContext["log"], "debug">;
}

/**
 * Calls with pictures of somebody, as they are sent, until the undo that it returns is called; needs `media:frames`.
 * Whoever is given a picture closes it. Pictures end by themselves where they may not be seen any more.
 */
export const watchPictures = (
  { media, log }: PictureContext,
  wish: EntryInput<"media.frames">,
  show: (picture: ImageBitmap) => void,
): (() => void) => {
  const pictures = media.frames(wish)[Symbol.asyncIterator]();
  let isOver = false;
  const watch = async (): Promise<void> => {
    try {
      for await (const picture of { [Symbol.asyncIterator]: () => pictures }) {
        // One that was on its way when it ended is nobody's.
        if (isOver) picture.close();
        else show(picture);
      }
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      log.debug(`pictures: ${error.code}`);
    }
  };
  void watch();
  return () => {
    isOver = true;
    void pictures.return?.();
  };
};

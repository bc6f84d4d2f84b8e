import { TfxError, type WidgetContext } from "@tfx/widget-sdk";

/** Remembers on this device that faces are hidden: nobody is to be seen because a page was loaded again. */
export const createHidingMemory = ({ storage, log }: Pick<WidgetContext, "storage" | "log">) => {
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TfxError)) throw error;
      log.debug(`storage: ${error.code}`);
      return undefined;
    }
  };
  return {
    keep: (hides: boolean) => attempt(() => storage.set("hides", hides)),
    read: async () => (await attempt(() => storage.get("hides"))) === true,
  };
};

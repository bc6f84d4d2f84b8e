import { TfxError, type WidgetContext } from "@tfx/widget-sdk";

/** How copying went. */
export type CopyState = "copied" | "refused" | "failed";

/** Copies a link, having asked for the permission if it was not given yet. */
export const copyLink = async (context: Pick<WidgetContext, "permissions" | "clipboard" | "log">, href: string): Promise<CopyState> => {
  const { permissions, clipboard, log } = context;
  try {
    const may = permissions.granted.value.has("clipboard:write") || (await permissions.request(["clipboard:write"])).has("clipboard:write");
    if (!may) return "refused";
    await clipboard.write(href);
    return "copied";
  } catch (error) {
    if (!(error instanceof TfxError)) throw error;
    log.warn(`copying: ${error.code}`);
    return error.code === "widget/denied" || error.code === "widget/revoked" ? "refused" : "failed";
  }
};

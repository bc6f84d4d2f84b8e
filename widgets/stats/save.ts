import { TfxError, type WidgetContext } from "@tfx/widget-sdk";

/** How saving went. */
export type SaveState = "idle" | "saving" | "saved" | "refused" | "failed";

/** A file to be. */
export interface FileToSave {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What saving needs of the context. */
export type SavePort = Pick<WidgetContext, "permissions" | "download" | "log">;

/** Saves a file, having asked for the permission if it was not given yet; the file is made after the yes. */
export const save = async (port: SavePort, make: () => FileToSave): Promise<SaveState> => {
  try {
    const granted = port.permissions.granted.value.has("download") || (await port.permissions.request(["download"])).has("download");
    if (!granted) return "refused";
    await port.download(make());
    return "saved";
  } catch (error) {
    if (!(error instanceof TfxError)) throw error;
    port.log.warn(`saving: ${error.code}`);
    return error.code === "widget/denied" || error.code === "widget/revoked" ? "refused" : "failed";
  }
};

/** Name of a file of this moment, without what some systems do not take. */
export const fileName = (now: number, ending: string): string =>
  `call-${new Date(now).toISOString().slice(0, 19).replaceAll(":", "-")}.${ending}`;

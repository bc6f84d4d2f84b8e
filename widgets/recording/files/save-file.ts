import type { SavedFile } from "./library.ts";

interface Picker {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** Whether the person can choose where a file goes; otherwise it goes where downloads go. */
export const canPick = (): boolean => (globalThis as Picker).showSaveFilePicker !== undefined;

/** Hands a file to the browser's downloads; it is read from disk, never into memory. */
export const saveFile = ({ file, fileName }: Pick<SavedFile, "file" | "fileName">): void => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/** Copies a file to where the person wants it; resolves to false when the picker was closed. */
export const saveFileAs = async ({ file, fileName }: SavedFile): Promise<boolean> => {
  try {
    const target = await (globalThis as Picker).showSaveFilePicker?.({ suggestedName: fileName });
    if (target === undefined) return false;
    await file.stream().pipeTo(await target.createWritable());
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return false;
    throw error;
  }
};

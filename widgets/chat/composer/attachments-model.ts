import { signal, type ReadonlySignal } from "@preact/signals";
import type { PreparedPicture } from "../picture/prepare-picture.ts";

/** Something that goes along with a message. */
export interface Attachment {
  readonly id: number;
  readonly name: string;
  readonly file: Blob;
  /** It goes as a picture in sight; without one, as a file to fetch. */
  readonly picture: PreparedPicture | undefined;
}

/** What goes along with the message that is being written. */
export interface AttachmentsModel {
  readonly all: ReadonlySignal<readonly Attachment[]>;
  /** Adds files; a picture is made ready to be seen. Answers how many were left out. */
  add(files: readonly Blob[]): Promise<number>;
  remove(id: number): void;
  /** Sends a picture as the file that it is. */
  sendAsFile(id: number): void;
  clear(): void;
}

/** Most files that go along at once. */
export const mostAttachments = 10;

const nameOf = (file: Blob): string => ("name" in file && typeof file.name === "string" && file.name !== "" ? file.name : "file");

/** Attachments of one draft. */
export const createAttachments = (preparePicture: (file: Blob) => Promise<PreparedPicture | undefined>): AttachmentsModel => {
  const all = signal<readonly Attachment[]>([]);
  let count = 0;
  const change = (id: number, next: (attachment: Attachment) => readonly Attachment[]) => {
    all.value = all.peek().flatMap((attachment) => (attachment.id === id ? next(attachment) : [attachment]));
  };
  return {
    all,
    add: async (files) => {
      const room = Math.max(0, mostAttachments - all.peek().length);
      const added = files.slice(0, room).map((file) => ({ id: (count += 1), name: nameOf(file), file, picture: undefined }));
      all.value = [...all.peek(), ...added];
      // One after the other: a picture unfolds into a lot of memory.
      for (const { id, file } of added) {
        const picture = await preparePicture(file);
        if (picture !== undefined) change(id, (attachment) => [{ ...attachment, picture }]);
      }
      return files.length - added.length;
    },
    remove: (id) => change(id, () => []),
    sendAsFile: (id) => change(id, (attachment) => [{ ...attachment, picture: undefined }]),
    clear: () => {
      all.value = [];
    },
  };
};

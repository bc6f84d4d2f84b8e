import type { Mark } from "../finish/chapters.ts";
import type { Container } from "../finish/finish.ts";

/** What the worker is asked; each is answered by its id. */
export type FileRequest = { readonly id: number } & (
  | { readonly do: "open"; readonly recording: string }
  | { readonly do: "append"; readonly file: string; readonly bytes: ArrayBuffer }
  | { readonly do: "close" }
  | {
      readonly do: "finish";
      readonly recording: string;
      readonly file: string;
      readonly out: string;
      readonly container: Container;
      readonly marks: readonly Mark[];
      readonly title: string;
    }
);

/** A request without its id. */
export type FileWish = FileRequest extends infer R ? (R extends FileRequest ? Omit<R, "id"> : never) : never;

/** What it answers. */
export type FileAnswer =
  | { readonly id: number; readonly ok: true; readonly seconds?: number }
  | { readonly id: number; readonly ok: false; readonly name: string; readonly text: string }
  | { readonly id: number; readonly progress: number };

/** Folder of all recordings in the private files of the page (WHATWG fs). */
export const recordingsFolder = "recordings";

/** File of the notes beside a recording. */
export const notesFile = "notes.jsonl";

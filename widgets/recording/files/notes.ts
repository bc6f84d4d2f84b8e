import type { Mark } from "../finish/chapters.ts";
import type { Container } from "../finish/finish.ts";

/** One file of a recording: everybody's, or one person's. */
export interface Part {
  /** Name of the file as it is recorded, without an ending. */
  readonly file: string;
  /** Whose it is, in words. */
  readonly name: string;
  readonly container: Container;
  /** When it began, from the beginning of the recording. */
  readonly atMs: number;
}

/** A part that can be sought in. */
export interface FinishedPart {
  readonly file: string;
  /** Name of the finished file. */
  readonly out: string;
  readonly seconds: number;
}

/** One line of the notes beside a recording: written at once, so that a kill loses none. */
export type Note =
  | { readonly is: "recording"; readonly title: string; readonly startedAt: number }
  | ({ readonly is: "part" } & Part)
  | ({ readonly is: "mark" } & Mark)
  | ({ readonly is: "finished" } & FinishedPart);

/** What is known of a recording. */
export interface RecordingNotes {
  readonly title: string;
  readonly startedAt: number;
  readonly parts: readonly Part[];
  readonly marks: readonly Mark[];
  readonly finished: readonly FinishedPart[];
}

type Fields = Readonly<Record<string, unknown>>;

const readLine = (line: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Fields) : undefined;
  } catch {
    // The last line of a page that was killed may be half there.
    return undefined;
  }
};

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isContainer = (value: unknown): value is Container => value === "webm" || value === "mkv" || value === "mp4";
/** A file of the recording's own folder, never a path. */
const isFile = (value: unknown): value is string => isText(value) && /^[a-z0-9-]{1,40}(?:\.[a-z0-9]{2,4})?$/.test(value);

const partOf = ({ file, name, container, atMs }: Fields): readonly Part[] =>
  isFile(file) && isText(name) && isContainer(container) && isNumber(atMs) ? [{ file, name, container, atMs }] : [];
const markOf = ({ atMs, title }: Fields): readonly Mark[] => (isNumber(atMs) && isText(title) ? [{ atMs, title }] : []);
const finishedOf = ({ file, out, seconds }: Fields): readonly FinishedPart[] =>
  isFile(file) && isFile(out) && isNumber(seconds) ? [{ file, out, seconds }] : [];

/** Reads the notes beside a recording; whatever cannot be read is left out. */
export const readNotes = (text: string): RecordingNotes => {
  const lines = text
    .split("\n")
    .map((line) => readLine(line))
    .filter((line) => line !== undefined);
  const of = (is: Note["is"]): readonly Fields[] => lines.filter((line) => line["is"] === is);
  const [{ title, startedAt } = {}] = of("recording");
  return {
    title: isText(title) ? title : "",
    startedAt: isNumber(startedAt) ? startedAt : 0,
    parts: of("part").flatMap(partOf),
    marks: of("mark").flatMap(markOf),
    finished: of("finished").flatMap(finishedOf),
  };
};

/** A note as it is written. */
export const noteLine = (note: Note): string => `${JSON.stringify(note)}\n`;

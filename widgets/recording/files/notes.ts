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
  /** 0 where it is not known any more. */
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

/** No recording is longer: a year. */
const longestMs = 365 * 24 * 3_600_000;

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
/** A moment of a recording, in milliseconds. */
const isMoment = (value: unknown): value is number => isNumber(value) && value >= 0 && value <= longestMs;
/** A time of day as dates have it (ECMA-262 §21.4.1.1): of any other no date can be made. */
const isTime = (value: unknown): value is number => isNumber(value) && Math.abs(value) <= 8.64e15;
const isContainer = (value: unknown): value is Container => value === "webm" || value === "mkv" || value === "mp4";
/** A file of the recording's own folder, never a path. */
const isFile = (value: unknown): value is string => isText(value) && /^[a-z0-9-]{1,40}(?:\.[a-z0-9]{2,4})?$/.test(value);

const partOf = ({ file, name, container, atMs }: Fields): readonly Part[] =>
  isFile(file) && isText(name) && isContainer(container) && isMoment(atMs) ? [{ file, name, container, atMs }] : [];
const markOf = ({ atMs, title }: Fields): readonly Mark[] => (isMoment(atMs) && isText(title) ? [{ atMs, title }] : []);
const finishedOf = ({ file, out, seconds }: Fields): readonly FinishedPart[] =>
  isFile(file) && isFile(out) && isNumber(seconds) ? [{ file, out, seconds }] : [];

const distinct = (parts: readonly Part[]): readonly Part[] =>
  parts.filter(({ file }, index) => parts.findIndex((other) => other.file === file) === index);

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
    startedAt: isTime(startedAt) ? startedAt : 0,
    parts: distinct(of("part").flatMap(partOf)),
    marks: of("mark").flatMap(markOf),
    finished: of("finished").flatMap(finishedOf),
  };
};

/** Notes without a word of a file that is there: it was recorded all the same, and is found by its name. */
export const withFound = (notes: RecordingNotes, names: readonly string[]): RecordingNotes => {
  const { parts, finished } = notes;
  const isKnown = (name: string): boolean => parts.some(({ file }) => file === name) || finished.some(({ out }) => out === name);
  const unknown = names.filter((name) => isFile(name) && !isKnown(name));
  const raw = unknown.filter((name) => !name.includes("."));
  const made = unknown.flatMap((out) => {
    const [file = "", container] = out.split(".");
    // Beside what it is made of, it is half of a file.
    return isContainer(container) && !names.includes(file) ? [{ file, out, container, seconds: 0 }] : [];
  });
  const found = [...raw.map((file) => ({ file, container: "webm" as const })), ...made];
  return {
    ...notes,
    parts: distinct([...parts, ...found.map(({ file, container }) => ({ file, container, name: "", atMs: 0 }))]),
    finished: [...finished, ...made.map(({ file, out, seconds }) => ({ file, out, seconds }))],
  };
};

/** A note as it is written. */
export const noteLine = (note: Note): string => `${JSON.stringify(note)}\n`;

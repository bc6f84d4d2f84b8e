import { element, findBytes, findElement, unsigned, utf8, voidOf } from "./ebml.ts";

/** A mark that somebody set while recording. */
export interface Mark {
  /** From the beginning of the recording, without its pauses. */
  readonly atMs: number;
  readonly title: string;
}

/** An overwriting of a part of a file; lengths stay the same unless it is at the end. */
export interface Patch {
  readonly position: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const id = {
  tags: 0x1254c367,
  chapters: 0x1043a770,
  edition: 0x45b9,
  atom: 0xb6,
  uid: 0x73c4,
  start: 0x91,
  display: 0x80,
  text: 0x85,
  language: 0x437c,
} as const;

const tagsId = [0x12, 0x54, 0xc3, 0x67];
const chaptersId = [0x10, 0x43, 0xa7, 0x70];
/** Longer titles are cut, so that the room that is kept for them is known beforehand. */
const maxTitle = 64;
const smallestVoid = 9;

const titleOf = ({ title }: Mark): string => title.slice(0, maxTitle);

const chaptersOf = (marks: readonly Mark[]): Uint8Array<ArrayBuffer> => {
  const atoms = marks.map((mark, index) =>
    element(
      id.atom,
      unsigned(id.uid, index + 1),
      unsigned(id.start, Math.round(mark.atMs * 1_000_000)),
      element(id.display, utf8(id.text, titleOf(mark)), utf8(id.language, "und")),
    ),
  );
  return element(id.chapters, element(id.edition, ...atoms));
};

/**
 * A tag that takes up the room of the chapters: the writer of the file knows no chapters, and moving
 * clusters to make room afterwards would mean to write the whole file again.
 */
export const chapterRoom = (marks: readonly Mark[]): string => ".".repeat(chaptersOf(marks).length + smallestVoid);

/** Turns the tag that took up the room into chapters (RFC 9559 §5.1.7), and what points to it with it. */
export const matroskaChapters = (head: Uint8Array, marks: readonly Mark[]): readonly Patch[] => {
  const pointer = findBytes(head, tagsId, 0);
  const tags = findElement(head, id.tags, pointer + 1);
  const chapters = chaptersOf(marks);
  if (pointer < 0 || tags === undefined || tags.end > head.length) return [];
  const rest = tags.end - tags.at - chapters.length;
  if (rest < smallestVoid) return [];
  const bytes = new Uint8Array(tags.end - tags.at);
  bytes.set(chapters);
  bytes.set(voidOf(rest), chapters.length);
  return [
    { position: pointer, bytes: new Uint8Array(chaptersId) },
    { position: tags.at, bytes },
  ];
};

const box = (type: string, content: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(8 + content.length);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  return bytes;
};

/** The chapter list that players read in `moov/udta` (Nero's `chpl`): starts in 100 ns and short titles. */
const chapterList = (marks: readonly Mark[]): Uint8Array<ArrayBuffer> => {
  const entries = marks.slice(0, 255).map((mark) => {
    const title = new TextEncoder().encode(titleOf(mark)).slice(0, 255);
    const entry = new Uint8Array(9 + title.length);
    new DataView(entry.buffer).setBigUint64(0, BigInt(Math.round(mark.atMs * 10_000)));
    entry[8] = title.length;
    entry.set(title, 9);
    return entry;
  });
  const content = new Uint8Array(9 + entries.reduce((sum, { length }) => sum + length, 0));
  content[0] = 1;
  content[8] = entries.length;
  let at = 9;
  for (const entry of entries) {
    content.set(entry, at);
    at += entry.length;
  }
  return box("udta", box("chpl", content));
};

/** Adds chapters to the `moov` box of an MP4 file, which must be its last: the file grows by them. */
export const mp4Chapters = (moov: { readonly position: number; readonly size: number }, marks: readonly Mark[]): readonly Patch[] => {
  const list = chapterList(marks);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, moov.size + list.length);
  return [
    { position: moov.position, bytes: size },
    { position: moov.position + moov.size, bytes: list },
  ];
};

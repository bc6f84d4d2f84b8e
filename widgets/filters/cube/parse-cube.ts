/** Largest file that is read, in bytes; the largest table as text takes about two. */
export const maxCubeBytes = 4 * 1024 * 1024;
/** Most entries along one edge that the chain takes. */
const maxSize = 33;
/** Most entries along one edge of a file; larger tables are read and made smaller. */
const maxFileSize = 65;

/** A table of colours: for each red, green and blue the new ones, a byte each, red changing fastest. */
export interface CubeTable {
  readonly name: string;
  readonly size: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Why a file was not taken. */
export type CubeFault = "large" | "kind" | "broken";

interface Head {
  title: string | undefined;
  size: number | undefined;
  least: readonly number[];
  most: readonly number[];
}

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i;

const threeOf = (words: readonly string[]): readonly number[] | undefined =>
  words.length === 3 && words.every((word) => number.test(word)) ? words.map(Number) : undefined;

/** Takes a line that is no entry; answers what is wrong with it. */
const takeKeyword = (head: Head, line: string): CubeFault | undefined => {
  const [keyword = "", ...words] = line.split(/\s+/);
  if (keyword === "TITLE") head.title = /^TITLE\s+"?([^"]*)"?\s*$/.exec(line)?.[1]?.trim();
  else if (keyword === "LUT_1D_SIZE") return "kind";
  else if (keyword === "LUT_3D_SIZE") {
    const size = Number(words[0]);
    if (head.size !== undefined || !Number.isInteger(size) || size < 2) return "broken";
    if (size > maxFileSize) return "large";
    head.size = size;
  } else if (keyword === "DOMAIN_MIN" || keyword === "DOMAIN_MAX") {
    const three = threeOf(words);
    if (three === undefined) return "broken";
    if (keyword === "DOMAIN_MIN") head.least = three;
    else head.most = three;
  }
  // Words that nobody knows are passed over, as the format says.
  return undefined;
};

const isPlainDomain = ({ least, most }: Head): boolean => least.every((part) => part === 0) && most.every((part) => part === 1);

/**
 * Reads a three-dimensional table of a `.cube` file (Adobe Cube LUT Specification 1.0); answers what is wrong
 * with it where it cannot be used. Nothing of the file but its numbers and its title is kept.
 */
export const parseCube = (text: string, fileName: string): CubeTable | CubeFault => {
  if (text.length > maxCubeBytes) return "large";
  const head: Head = { title: undefined, size: undefined, least: [0, 0, 0], most: [1, 1, 1] };
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  let filled = 0;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (/^[A-Z_]/i.test(line)) {
      const fault = takeKeyword(head, line);
      if (fault !== undefined) return fault;
      continue;
    }
    const entry = threeOf(line.split(/\s+/));
    if (entry === undefined || head.size === undefined || !isPlainDomain(head)) return "broken";
    bytes ??= new Uint8Array(head.size ** 3 * 3);
    if (filled + 3 > bytes.length) return "broken";
    bytes.set(
      entry.map((part) => Math.round(Math.min(1, Math.max(0, part)) * 255)),
      filled,
    );
    filled += 3;
  }
  if (bytes === undefined || head.size === undefined || filled !== bytes.length) return "broken";
  const name = (head.title ?? "") === "" ? fileName.replace(/\.cube$/i, "") : (head.title ?? "");
  return shrinkTable({ name: name.slice(0, 48), size: head.size, bytes }, maxSize);
};

/** The same table with fewer entries, read between those that there are. */
export const shrinkTable = (table: CubeTable, size: number): CubeTable => {
  if (table.size <= size) return table;
  const bytes = new Uint8Array(size ** 3 * 3);
  const step = (table.size - 1) / (size - 1);
  let at = 0;
  for (let blue = 0; blue < size; blue++)
    for (let green = 0; green < size; green++)
      for (let red = 0; red < size; red++) {
        bytes.set(between(table, [red * step, green * step, blue * step]), at);
        at += 3;
      }
  return { ...table, size, bytes };
};

/** The entry at a place between entries. */
const between = ({ size, bytes }: CubeTable, place: readonly [number, number, number]): number[] => {
  const low = place.map((part) => Math.min(size - 2, Math.floor(part)));
  const sum = [0, 0, 0];
  for (let corner = 0; corner < 8; corner++) {
    const at = low.map((part, axis) => part + ((corner >> axis) & 1));
    const share = at.reduce((product, part, axis) => product * (1 - Math.abs((place[axis] ?? 0) - part)), 1);
    const [red = 0, green = 0, blue = 0] = at;
    const start = (red + green * size + blue * size * size) * 3;
    for (let part = 0; part < 3; part++) sum[part] = (sum[part] ?? 0) + share * (bytes[start + part] ?? 0);
  }
  return sum.map((part) => Math.round(part));
};

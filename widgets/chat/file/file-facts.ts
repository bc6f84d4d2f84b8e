import type { SharedFile } from "@tfx/widget-sdk";

/** A file as its message tells of it; whoever wrote the message has it. */
export type FileFacts = Pick<SharedFile, "id" | "name" | "type" | "size">;

/** Longest name that is sent, in UTF-16 units. */
export const longestName = 255;

const isText = (value: unknown, most: number): value is string => typeof value === "string" && value.length <= most;

/** The facts of a file as somebody sent them; `undefined` if they are none. */
export const readFile = (value: unknown): FileFacts | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, name, type, size } = value as Readonly<Record<string, unknown>>;
  if (!isText(id, 22) || !/^[\w-]{22}$/.test(id) || !isText(name, longestName) || name === "" || !isText(type, 128)) return undefined;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return undefined;
  return { id, name, type, size };
};

/** A name cut into what may be shortened and what must stay in sight: how it ends says what opens it. */
export const splitName = (name: string): readonly [stem: string, end: string] => {
  const at = Math.max(name.lastIndexOf("."), name.length - 12);
  return at <= 0 ? [name, ""] : [name.slice(0, at), name.slice(at)];
};

/** What a file holds, as far as a drawing can say it. */
export type FileLook = "picture" | "film" | "sound" | "text" | "code" | "table" | "archive" | "other";

const byEnd: readonly (readonly [FileLook, RegExp])[] = [
  ["archive", /^(?:zip|gz|tgz|bz2|xz|7z|rar|tar|zst|iso|dmg)$/],
  ["table", /^(?:csv|tsv|xlsx?|ods|numbers)$/],
  ["code", /^(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|c|h|cpp|cs|php|sh|sql|html?|css|json|ya?ml|toml|xml|wasm)$/],
  ["text", /^(?:pdf|docx?|odt|txt|md|rtf|pptx?|odp|epub|pages)$/],
];

const byType: readonly (readonly [FileLook, RegExp])[] = [
  ["picture", /^image\//],
  ["film", /^video\//],
  ["sound", /^audio\//],
  ["archive", /zip|compressed|x-tar/],
  ["text", /^text\/plain|pdf/],
];

/** What a file looks like by how its name ends, else by its type; both are only what its sender says. */
export const fileLook = ({ name, type }: Pick<FileFacts, "name" | "type">): FileLook => {
  const end = /\.([a-z\d]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const found = byEnd.find(([, ends]) => ends.test(end)) ?? byType.find(([, types]) => types.test(type));
  return found?.[0] ?? "other";
};

import { createMatroskaWriter, type Block, type FileHead } from "./matroska-writer.ts";

/** Whichever has not begun by then is not in the file: the other must not wait for ever. */
const longestUs = 5_000_000;

/** Gathers what was encoded and cuts it into pieces of a file. */
export const createFilePieces = (wanted: { readonly picture: boolean; readonly sound: boolean }) => {
  let head: FileHead = { picture: undefined, sound: undefined };
  let blocks: Block[] = [];
  let write: ReturnType<typeof createMatroskaWriter> | undefined;
  const isWhole = (): boolean => (!wanted.picture || head.picture !== undefined) && (!wanted.sound || head.sound !== undefined);
  const hasAny = (): boolean => head.picture !== undefined || head.sound !== undefined;
  return {
    add: (block: Block): void => void blocks.push(block),
    setHead: (part: Partial<FileHead>): void => {
      head = { ...head, ...part };
    },
    /** The next piece; none while the file cannot begin, and where there is nothing new. */
    cut(nowUs: number, isLast: boolean): Uint8Array<ArrayBuffer> | undefined {
      if (write === undefined && (isWhole() || (hasAny() && (isLast || nowUs > longestUs)))) write = createMatroskaWriter(head);
      if (write === undefined || blocks.length === 0) return undefined;
      const bytes = write(blocks);
      blocks = [];
      return bytes;
    },
  };
};

/** What `createFilePieces` makes. */
export type FilePieces = ReturnType<typeof createFilePieces>;

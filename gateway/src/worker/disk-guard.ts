import { readdir, stat, statfs } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { DiskShortage } from "../outputs/output-kind.ts";

/** Watches how full the disk is, for those who write recordings. */
export interface DiskGuard {
  /** Undefined while there is room for what a stream writes, and for so many bytes that it will need at its end. */
  shortage(stream: string, reserveBytes: number): DiskShortage | undefined;
  /** What is recorded of one stream. */
  bytesOf(stream: string): number;
  readonly totalBytes: number;
  close(): void;
}

/** What may be written. */
export interface DiskLimits {
  /** Undefined: nothing. */
  readonly folder?: string | undefined;
  /** Bytes of all files in the folder. */
  readonly mostDiskBytes: number;
  /** Bytes of all files of one stream, which has a folder in it. */
  readonly mostStreamBytes: number;
  /** Bytes that are left to others. */
  readonly leastFreeBytes: number;
}

/** What a look at the folder found. */
interface Found {
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly ofStreams: ReadonlyMap<string, number>;
}

const lookEveryMs = 2_000;
const nothingFree: Found = { freeBytes: -1, totalBytes: 0, ofStreams: new Map() };

const sizesOf = async (folder: string): Promise<Pick<Found, "totalBytes" | "ofStreams">> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const ofStreams = new Map<string, number>();
  let totalBytes = 0;
  const files = entries.filter((entry) => entry.isFile());
  // A file that was deleted meanwhile takes no room.
  const settled = await Promise.allSettled(files.map(({ parentPath, name }) => stat(join(parentPath, name))));
  for (const [index, one] of settled.entries()) {
    const size = one.status === "fulfilled" ? one.value.size : 0;
    const [stream = ""] = relative(folder, files[index]?.parentPath ?? folder).split(sep);
    ofStreams.set(stream, (ofStreams.get(stream) ?? 0) + size);
    totalBytes += size;
  }
  return { totalBytes, ofStreams };
};

const find = async (folder: string): Promise<Found> => {
  const { bavail, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, ...(await sizesOf(folder)) };
};

/** Makes the guard of a folder, which looks every two seconds. */
export const createDiskGuard = (limits: DiskLimits, trouble: (error: unknown) => void): DiskGuard => {
  const { folder, mostDiskBytes, mostStreamBytes, leastFreeBytes } = limits;
  let found = nothingFree;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (folder === undefined || isLooking) return;
    isLooking = true;
    try {
      found = await find(folder);
    } catch (error) {
      // A folder that cannot be looked at is not written to.
      if (found !== nothingFree) trouble(error);
      found = nothingFree;
    } finally {
      isLooking = false;
    }
  };
  const bytesOf = (stream: string): number => found.ofStreams.get(stream) ?? 0;
  void look();
  const timer = setInterval(() => void look(), lookEveryMs);
  return {
    shortage(stream, reserveBytes) {
      if (found.freeBytes - reserveBytes < leastFreeBytes || found.totalBytes + reserveBytes >= mostDiskBytes) return "disk";
      return bytesOf(stream) + reserveBytes >= mostStreamBytes ? "share" : undefined;
    },
    bytesOf,
    get totalBytes() {
      return found.totalBytes;
    },
    close: () => clearInterval(timer),
  };
};

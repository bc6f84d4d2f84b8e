import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";

/** Watches how full the disk is, for those who write recordings. */
export interface DiskGuard {
  readonly mayWrite: boolean;
  close(): void;
}

/** What may be written. */
export interface DiskLimits {
  /** Undefined: nothing. */
  readonly folder?: string | undefined;
  /** Bytes of all files in the folder. */
  readonly mostDiskBytes: number;
  /** Bytes that are left to others. */
  readonly leastFreeBytes: number;
}

const lookEveryMs = 2_000;

const sizeOf = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const sizes = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => stat(join(parentPath, name)));
  // A file that was deleted meanwhile takes no room.
  const settled = await Promise.allSettled(sizes);
  return settled.reduce((sum, one) => sum + (one.status === "fulfilled" ? one.value.size : 0), 0);
};

const hasRoom = async (folder: string, { mostDiskBytes, leastFreeBytes }: DiskLimits): Promise<boolean> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= leastFreeBytes && (await sizeOf(folder)) < mostDiskBytes;
};

/** Makes the guard of a folder, which looks every two seconds. */
export const createDiskGuard = (limits: DiskLimits, trouble: (error: unknown) => void): DiskGuard => {
  const { folder } = limits;
  let mayWrite = false;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (folder === undefined || isLooking) return;
    isLooking = true;
    try {
      mayWrite = await hasRoom(folder, limits);
    } catch (error) {
      // A folder that cannot be looked at is not written to.
      if (mayWrite) trouble(error);
      mayWrite = false;
    } finally {
      isLooking = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), lookEveryMs);
  return {
    get mayWrite() {
      return mayWrite;
    },
    close: () => clearInterval(timer),
  };
};

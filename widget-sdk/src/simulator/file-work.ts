import { TfxError, type ParticipantId } from "@tfx/protocol";
import type { EntryParams, FetchProgress, Sending, SharedFile } from "@tfx/protocol/widgets";
import type { SimulatedRoom } from "./simulated-room.ts";

/** A file that a simulated person shares. */
export interface SharedBlob {
  readonly facts: SharedFile;
  readonly file: Blob;
  readonly owner: ParticipantId;
  readonly to: readonly ParticipantId[] | undefined;
}

/** A file as it was saved. */
export interface FetchedFile {
  readonly name: string;
  readonly file: Blob;
}

type Fetch = EntryParams<"files.fetch">;

const idOf = (number: number): string => `file-${String(number)}-`.padEnd(22, "x");

/** Most files that one person shares at once, as in a call. */
const mostShared = 256;

/** The files of one room. */
export const createFileShelf = () => {
  const shared = new Map<string, SharedBlob>();
  const progress = new Map<ParticipantId, Map<string, Sending>>();
  let made = 0;
  return {
    share(owner: ParticipantId, { file, name, to }: EntryParams<"files.share">): SharedFile {
      if ([...shared.values()].filter((one) => one.owner === owner).length >= mostShared)
        throw new TfxError("widget/quota", { limit: mostShared });
      made += 1;
      const facts = { id: idOf(made), name, type: file.type, size: file.size };
      shared.set(facts.id, { facts, file, owner, to });
      return facts;
    },
    unshare(owner: ParticipantId, id: string): void {
      if (shared.get(id)?.owner === owner) shared.delete(id);
    },
    /** @throws {TfxError} file/gone */
    find(by: ParticipantId, { id, from }: Fetch): SharedBlob {
      const found = shared.get(id);
      if (found?.owner !== from || (found.to !== undefined && !found.to.includes(by))) throw new TfxError("file/gone");
      return found;
    },
    /** Notes how far somebody is; answers all that the owner knows of its files. */
    note(owner: ParticipantId, step: Sending): readonly Sending[] {
      const own = progress.get(owner) ?? new Map<string, Sending>();
      progress.set(owner, own);
      own.set(`${step.id} ${step.to}`, step);
      return [...own.values()];
    },
  };
};
/** The files of one room. */
export type FileShelf = ReturnType<typeof createFileShelf>;

interface FetchNeeds {
  readonly room: SimulatedRoom;
  readonly self: ParticipantId;
  readonly pick: ((file: Fetch) => boolean | Promise<boolean>) | undefined;
  readonly save: (file: FetchedFile) => void;
}

/** Fetches a file from another simulated person, in two halves, each as far away as that person is. */
export const createFileFetch =
  ({ room, self, pick, save }: FetchNeeds) =>
  async (wish: Fetch, { push, signal }: { push: (item: FetchProgress) => void; signal: AbortSignal }): Promise<void> => {
    const tell = (state: FetchProgress["state"], bytes: number): void => push({ state, bytes, bytesPerSecond: 0 });
    const inform = (step: Sending): void => {
      const all = room.files.note(wish.from, step);
      room
        .people()
        .find(({ id }) => id === wish.from)
        ?.ear?.sending(all);
    };
    tell("choosing", 0);
    if ((await pick?.(wish)) === false) throw new TfxError("file/cancelled");
    tell("waiting", 0);
    for (const bytes of [0, Math.floor(wish.size / 2), wish.size]) {
      await room.distance();
      signal.throwIfAborted();
      const isThere = room.people().some(({ id }) => id === wish.from);
      if (!isThere) throw new TfxError("file/gone");
      const { facts, file } = room.files.find(self, wish);
      if (facts.size !== wish.size) throw new TfxError("file/changed");
      tell(bytes < wish.size ? "running" : "saving", bytes);
      inform({ id: wish.id, to: self, bytes, state: bytes < wish.size ? "running" : "done" });
      if (bytes === wish.size) save({ name: wish.name, file });
    }
    tell("done", wish.size);
  };

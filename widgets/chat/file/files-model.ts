import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { follow } from "@tfx/ui";
import { TfxError, type FetchProgress, type ParticipantId, type Sending, type WidgetContext } from "@tfx/widget-sdk";
import type { FileFacts } from "./file-facts.ts";

/** Why a file did not arrive. */
export type FileProblem = "gone" | "changed" | "no-space" | "failed";

/** A file on its way to this device, or how that ended. */
export type FileTransfer = FetchProgress | { readonly state: "problem"; readonly problem: FileProblem };

/** A file, and who has it. */
export interface OwnedFile extends FileFacts {
  readonly from: ParticipantId;
}

/** Files that people share: nothing of one moves before somebody wants it. */
export interface FilesModel {
  /** Files of others by {@link fileKey}, once saving was asked for. */
  readonly transfers: ReadonlySignal<ReadonlyMap<string, FileTransfer>>;
  /** How far own files are, a line for each person who fetches or has fetched one, by file. */
  readonly sending: ReadonlySignal<ReadonlyMap<string, readonly Sending[]>>;
  /** Own files that can be fetched; a reload ends that. */
  readonly shared: ReadonlySignal<ReadonlySet<string>>;
  /** Lets the others fetch a file, or one person alone. @throws {TfxError} widget/denied */
  share(file: Blob, options: { readonly name: string; readonly to?: ParticipantId | undefined }): Promise<FileFacts>;
  unshare(id: string): void;
  /** Fetches a file into a place that the person picks. */
  save(file: OwnedFile): void;
  cancel(file: OwnedFile): void;
}

/** Where a file stands among all: an id counts with its owner only. */
export const fileKey = ({ from, id }: Pick<OwnedFile, "from" | "id">): string => `${from} ${id}`;

/** Whether a file is under way. */
export const isMoving = (transfer: FileTransfer | undefined): boolean =>
  transfer !== undefined && transfer.state !== "done" && transfer.state !== "problem";

const problems: Readonly<Record<string, FileProblem>> = {
  "file/gone": "gone",
  "file/changed": "changed",
  "file/no-space": "no-space",
};

/** `undefined` where the person did not want it after all. */
const problemOf = (error: unknown): FileProblem | undefined => {
  const code = error instanceof TfxError ? error.code : "internal";
  return code === "file/cancelled" ? undefined : (problems[code] ?? "failed");
};

type Needed = Pick<WidgetContext, "files" | "signal" | "log">;

/** Shares and fetches files through the host, which does the moving, the checking and the saving. */
export const createFilesModel = (context: Needed): FilesModel => {
  const shared = signal<ReadonlySet<string>>(new Set());
  return {
    ...createFetches(context),
    sending: followSending(context),
    shared,
    share: async (file, { name, to }) => {
      const { id, size, type } = await context.files.share(file, { name, ...(to === undefined ? {} : { to: [to] }) });
      shared.value = new Set([...shared.peek(), id]);
      return { id, name, size, type };
    },
    unshare: (id) => {
      if (!shared.peek().has(id)) return;
      shared.value = new Set([...shared.peek()].filter((other) => other !== id));
      context.files.unshare(id);
    },
  };
};

// The host forgets who is done; the sender wants to know it as long as the message is there.
const followSending = ({ files, signal: end }: Needed): FilesModel["sending"] => {
  const current = follow(files.sending, end);
  const known = new Map<string, Sending>();
  return computed(() => {
    for (const one of current.value) known.set(`${one.to} ${one.id}`, one);
    const byFile = new Map<string, Sending[]>();
    for (const one of known.values()) byFile.set(one.id, [...(byFile.get(one.id) ?? []), one]);
    return byFile;
  });
};

const createFetches = ({ files, signal: end, log }: Needed): Pick<FilesModel, "transfers" | "save" | "cancel"> => {
  const transfers = signal<ReadonlyMap<string, FileTransfer>>(new Map());
  const cancels = new Map<string, () => void>();
  const put = (key: string, transfer: FileTransfer | undefined) => {
    const next = new Map(transfers.peek());
    if (transfer === undefined) next.delete(key);
    else next.set(key, transfer);
    transfers.value = next;
  };
  const run = async (key: string, items: AsyncIterator<FetchProgress>, isCancelled: () => boolean): Promise<void> => {
    for (;;) {
      const item = await items.next();
      if (isCancelled() || end.aborted) return;
      if (item.done === true) break;
      put(key, item.value);
    }
    if (transfers.peek().get(key)?.state !== "done") put(key, { state: "problem", problem: "failed" });
  };
  const save = (file: OwnedFile) => {
    const key = fileKey(file);
    if (cancels.has(key)) return;
    const { id, from, name, type, size } = file;
    const items = files.fetch({ id, from, name, type, size })[Symbol.asyncIterator]();
    let isCancelled = false;
    cancels.set(key, () => {
      isCancelled = true;
      cancels.delete(key);
      put(key, undefined);
      items.return?.().catch((error: unknown) => log.warn(`A file was not left in order: ${String(error)}`));
    });
    put(key, { state: "choosing", bytes: 0, bytesPerSecond: 0 });
    run(key, items, () => isCancelled)
      .catch((error: unknown) => {
        if (isCancelled || end.aborted) return;
        const problem = problemOf(error);
        log.debug(`A file did not arrive: ${String(error)}`);
        put(key, problem === undefined ? undefined : { state: "problem", problem });
      })
      .finally(() => {
        if (!isCancelled) cancels.delete(key);
      });
  };
  return { transfers, save, cancel: (file) => cancels.get(fileKey(file))?.() };
};

import { signal, type ReadonlySignal } from "@preact/signals-core";
import { fileTopics, maxFileMessageBytes, TfxError, type FileGive, type ParticipantId } from "@tfx/protocol";
import type { FetchProgress, Sending, SharedFile } from "@tfx/protocol/widgets";
import { randomId } from "../random-id.ts";
import { FileFetch, fetchTickMs } from "./file-fetch.ts";
import { FileGiver, type ShareOptions } from "./file-giver.ts";
import type { FileRoom, FileSink } from "./file-ports.ts";

export type { ShareOptions } from "./file-giver.ts";

/** Where a file goes, and how its fetching is followed and ended. */
export interface FetchOptions {
  /** Closed when the file is whole, aborted otherwise; owned by the fetch from here on. */
  readonly sink: FileSink;
  /** Cancels. */
  readonly signal: AbortSignal;
  /** Called at each change of state and while bytes come, at most four times a second. */
  readonly onProgress: (progress: FetchProgress) => void;
}

/**
 * Files of any size between the people of a room, over the bulk lane. Whoever has a file shares it and
 * tells the others what {@link FileExchange.share} answered; whoever knows that can fetch it. Neither
 * side holds more of it in memory than a few megabytes, and a link that breaks and comes back is a pause.
 */
export interface FileExchange extends Disposable {
  /** Lets others fetch a file; nothing is read before. @throws {TfxError} widget/quota */
  share(file: Blob, options: ShareOptions): SharedFile;
  /** Whoever is fetching the file fails with `file/gone`. */
  unshare(id: string): void;
  /** Who fetches what from here, and how far they are; changes at most four times a second. */
  readonly sending: ReadonlySignal<readonly Sending[]>;
  /**
   * Fetches a file from `from`. Resolves when it is whole, checked and put away.
   * @throws {TfxError} file/gone, file/changed, whatever the sink threw, and the signal's reason
   */
  fetch(file: Pick<SharedFile, "id" | "size"> & { readonly from: ParticipantId }, options: FetchOptions): Promise<void>;
}

interface Fetching {
  readonly from: ParticipantId;
  readonly fetch: FileFetch;
}

/** Opens the exchange of a room, for as long as the room lasts. */
export const openFileExchange = (
  room: FileRoom,
  { nowMs = () => performance.now() }: { readonly nowMs?: () => number } = {},
): FileExchange => new LiveFileExchange(room, nowMs);

class LiveFileExchange implements FileExchange {
  readonly sending = signal<readonly Sending[]>([]);
  readonly #room: FileRoom;
  readonly #nowMs: () => number;
  readonly #ask;
  readonly #give;
  readonly #giver: FileGiver;
  readonly #fetches = new Map<string, Fetching>();
  readonly #life = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isStale = false;

  constructor(room: FileRoom, nowMs: () => number) {
    this.#room = room;
    this.#nowMs = nowMs;
    // What is asked is small and must not wait behind what is given the other way.
    this.#ask = room.topic({ name: "tfx.file.ask", schema: fileTopics["tfx.file.ask"], lane: "control", maxBytes: 512 });
    this.#give = room.topic({ name: "tfx.file.give", schema: fileTopics["tfx.file.give"], lane: "bulk", maxBytes: maxFileMessageBytes });
    this.#giver = new FileGiver({
      give: (message, to) => this.#give.send(message, { to: [to] }),
      link: (person) => this.#linkOf(person),
      onChange: () => {
        this.#isStale = true;
        this.#watch();
      },
    });
    const until = { signal: this.#life.signal };
    this.#ask.on(({ from, value }) => this.#giver.handle(from, value), until);
    this.#give.on(({ from, value }) => this.#handleGive(from, value), until);
  }

  share(file: Blob, options: ShareOptions): SharedFile {
    return this.#giver.share(file, options);
  }

  unshare(id: string): void {
    this.#giver.unshare(id);
  }

  fetch(
    { id, size, from }: Pick<SharedFile, "id" | "size"> & { readonly from: ParticipantId },
    { sink, signal: until, onProgress }: FetchOptions,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = randomId();
      const fetch = new FileFetch({
        file: { id, size },
        run,
        sink,
        onProgress,
        nowMs: this.#nowMs,
        ask: (message) => void this.#ask.send(message, { to: [from] }),
        link: () => (this.#life.signal.aborted ? undefined : this.#linkOf(from)),
        onEnd: (error) => {
          this.#fetches.delete(run);
          until.removeEventListener("abort", cancel);
          if (error === undefined) resolve();
          else reject(until.aborted ? (until.reason as Error) : error);
        },
      });
      const cancel = () => fetch.fail(new TfxError("file/cancelled"));
      this.#fetches.set(run, { from, fetch });
      this.#watch();
      until.addEventListener("abort", cancel, { once: true });
      if (until.aborted) cancel();
    });
  }

  [Symbol.dispose](): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    clearInterval(this.#timer);
    for (const { fetch } of this.#fetches.values()) fetch.fail(new TfxError("file/gone"));
  }

  #handleGive(from: ParticipantId, message: FileGive): void {
    const found = this.#fetches.get(message.run);
    if (found?.from === from) found.fetch.handle(message);
  }

  #linkOf(person: ParticipantId) {
    return this.#room.participants
      .peek()
      .find(({ id }) => id === person)
      ?.link.peek();
  }

  /** Ticks while there is something to look after. */
  #watch(): void {
    if (!this.#life.signal.aborted) this.#timer ??= setInterval(() => this.#tick(), fetchTickMs);
  }

  #tick(): void {
    for (const { fetch } of this.#fetches.values()) fetch.tick();
    this.#giver.tick(fetchTickMs);
    if (this.#isStale) this.sending.value = this.#giver.list();
    else if (this.#fetches.size === 0 && !this.#giver.isBusy) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#isStale = false;
  }
}

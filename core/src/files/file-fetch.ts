import { TfxError, type FileAsk, type FileGive } from "@tfx/protocol";
import type { FetchProgress, SharedFile } from "@tfx/protocol/widgets";
import type { LinkState } from "../link/peer-link.ts";
import { blocksOf, bytesBefore, digestOfAll, isSameDigest, sha256Of } from "./blocks.ts";
import type { FileSink } from "./file-ports.ts";
import { addMark, readPace, type Mark } from "./pace.ts";
import { allowMore, arrivedOne, beginAgain, createReceivePlan, isAwaited, isWhole, judgeBlock, wroteOne } from "./receive-plan.ts";

/** What one fetch needs. */
export interface FileFetchPorts {
  readonly file: Pick<SharedFile, "id" | "size">;
  readonly run: string;
  readonly sink: FileSink;
  readonly ask: (message: FileAsk) => void;
  /** How the way to whoever shares the file is; undefined when that person has left. */
  readonly link: () => LinkState | undefined;
  /** Called at each change of state and while bytes come, at most four times a second. */
  readonly onProgress: (progress: FetchProgress) => void;
  /** Once: whole and put away, or why not. */
  readonly onEnd: (error: TfxError | undefined) => void;
  readonly nowMs: () => number;
}

type Phase = Exclude<FetchProgress["state"], "choosing">;

/** How often {@link FileFetch.tick} is to be called. */
export const fetchTickMs = 250;
/** Silence over a working link after which it is asked again, and after how many times of it nobody is believed to answer. */
const patience = { quietMs: 5_000, busyMs: 2_000, attempts: 12 } as const;

/**
 * Fetches one file into a sink, block by block: each is checked, written, and only then paid for with
 * leave to send another, so that what is in memory is bounded however slow the sink is.
 */
export class FileFetch {
  readonly #ports: FileFetchPorts;
  readonly #digests: Uint8Array[] = [];
  #plan;
  #queue: Promise<void> = Promise.resolve();
  #state: Phase = "waiting";
  #quietMs = 0;
  #waitMs: number = patience.quietMs;
  #silences = 0;
  #marks: readonly Mark[] = [];
  #ended = false;

  /** Asks at once. */
  constructor(ports: FileFetchPorts) {
    this.#ports = ports;
    this.#plan = createReceivePlan(ports.file.size);
    this.#report();
    this.#open();
  }

  /** Takes what the one who shares the file sent for this run. */
  handle(message: FileGive): void {
    if (this.#ended || message.attempt < this.#plan.attempt) return;
    if (message.attempt > this.#plan.attempt) return this.fail(new TfxError("file/changed"));
    this.#quietMs = 0;
    if (message.op === "refuse") this.#handleRefusal(message.why);
    else if (message.op === "end") this.#handleEnd(message.sha256);
    else this.#handleBlock(message);
  }

  /** Looks at the link and the clock. */
  tick(): void {
    if (this.#ended || this.#state === "saving") return;
    const link = this.#ports.link();
    if (link === undefined) return this.fail(new TfxError("file/gone"));
    if (link !== "connected") {
      this.#quietMs = 0;
      this.#marks = [];
      return this.#enter("paused");
    }
    if (this.#state === "paused") this.#enter(this.#plan.arrived === 0 ? "waiting" : "running");
    this.#quietMs += fetchTickMs;
    if (isAwaited(this.#plan) && this.#quietMs >= this.#waitMs) this.#askAgain();
    if (this.#state === "running") this.#report();
  }

  /** Ends it, whatever is under way; what was written is thrown away. */
  fail(why: TfxError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#ports.ask({ op: "close", run: this.#ports.run, whole: false });
    const end = () => this.#ports.onEnd(why);
    void this.#queue.then(() => this.#ports.sink.abort()).then(end, end);
  }

  #open(): void {
    this.#plan = beginAgain(this.#plan);
    this.#quietMs = 0;
    this.#waitMs = patience.quietMs;
    // What has arrived is put away first: from there it goes on.
    this.#enqueue(async () => {
      this.#plan = allowMore(this.#plan) ?? this.#plan;
      const { attempt, arrived, told } = this.#plan;
      const { file, run } = this.#ports;
      this.#ports.ask({ op: "open", run, attempt, file: file.id, size: file.size, at: arrived, upTo: told });
    });
  }

  #askAgain(): void {
    this.#silences += 1;
    if (this.#silences > patience.attempts) this.fail(new TfxError("file/gone"));
    else this.#open();
  }

  #handleRefusal(why: "gone" | "changed" | "busy"): void {
    if (why !== "busy") return this.fail(new TfxError(`file/${why}`));
    // Too much at once over there: nothing is lost, and it is asked again soon.
    this.#silences = 0;
    this.#waitMs = patience.busyMs;
  }

  /** The lane was lost with what was in it, and goes on as another. */
  #missSome(): void {
    this.#waitMs = 0;
  }

  #handleBlock(block: Extract<FileGive, { op: "block" }>): void {
    const verdict = judgeBlock(this.#plan, block);
    if (verdict === "gap") return this.#missSome();
    if (verdict !== "next") return this.fail(new TfxError("file/changed"));
    this.#plan = arrivedOne(this.#plan);
    this.#silences = 0;
    if (this.#state !== "running") this.#enter("running");
    const digest = sha256Of(block.bytes);
    this.#enqueue(async () => {
      const own = await digest;
      if (!isSameDigest(own, block.sha256)) throw new TfxError("file/changed");
      await this.#ports.sink.write(block.bytes);
      this.#digests.push(own);
      this.#plan = wroteOne(this.#plan);
      this.#quietMs = 0;
      const more = allowMore(this.#plan);
      if (more === undefined || this.#ended) return;
      this.#plan = more;
      this.#ports.ask({ op: "more", run: this.#ports.run, attempt: more.attempt, written: more.written, upTo: more.told });
    });
  }

  #handleEnd(sha256: Uint8Array): void {
    const { arrived, told, size } = this.#plan;
    if (arrived < told) return this.#missSome();
    if (arrived !== blocksOf(size)) return this.fail(new TfxError("file/changed"));
    this.#enqueue(async () => {
      if (this.#ended || this.#state === "saving" || !isWhole(this.#plan)) return;
      if (!isSameDigest(await digestOfAll(this.#digests), sha256)) throw new TfxError("file/changed");
      this.#enter("saving");
      await this.#ports.sink.close();
      if (this.#ended) return;
      this.#ended = true;
      this.#ports.ask({ op: "close", run: this.#ports.run, whole: true });
      this.#enter("done");
      this.#ports.onEnd(undefined);
    });
  }

  /** Does one thing after the other; the first that fails ends all. */
  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(() => (this.#ended ? undefined : work())).catch((error: unknown) => this.fail(TfxError.from(error)));
  }

  #enter(state: Phase): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#report();
  }

  #report(): void {
    const { file, nowMs, onProgress } = this.#ports;
    const bytes = bytesBefore(this.#plan.written, file.size);
    if (this.#state !== "running") return onProgress({ state: this.#state, bytes, bytesPerSecond: 0 });
    this.#marks = addMark(this.#marks, { atMs: nowMs(), bytes });
    onProgress({ state: "running", bytes, ...readPace(this.#marks, { size: file.size, nowMs: nowMs() }) });
  }
}

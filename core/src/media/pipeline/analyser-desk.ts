import { reportBug } from "../../report-bug.ts";
import type { VideoStage } from "@tfx/protocol/widgets";
import type { Faces } from "../analyse/faces/face.ts";
import type { Mask } from "../analyse/segment/mask.ts";
import type { Analyser, AnalyserSource, AnalysisKind } from "./analysis.ts";
import type { ChainOrder } from "./chain-driver.ts";
import { analysisOf } from "./chain-order.ts";

/** Opens analysers when they are needed and carries pictures to them and finds back. */
export interface AnalyserDesk {
  add(kind: AnalysisKind, source: AnalyserSource): void;
  need(kinds: ReadonlySet<AnalysisKind>): void;
  watch(listener: (faces: Faces) => void): () => void;
  readonly isWatched: boolean;
  /** Takes a picture of the chain. */
  look(kind: AnalysisKind, picture: ImageBitmap): void;
  /** Tells a new chain which analysers there are. */
  announce(): void;
  /** Whether a stage waits for finds that will not come. */
  isMissingFor(stage: VideoStage): boolean;
  close(): void;
}

/** What a desk needs of the pipeline. */
export interface AnalyserDeskOptions {
  readonly post: (order: ChainOrder) => void;
  /** An analyser has turned out not to work. */
  readonly onFailed: (error: unknown) => void;
  /** The first watcher has come, or the last has gone. */
  readonly onWatch: () => void;
}

interface Known {
  readonly source: AnalyserSource;
  state: "closed" | "opening" | "open" | "failed";
  analyser: Analyser | undefined;
  idle?: ReturnType<typeof setTimeout>;
  /** Times in a row that it could not look at a picture. */
  failures: number;
}

/** One failure may be the picture's; so many are the analyser's. */
const mostFailures = 3;
/** A model takes much memory: one that nobody has needed for so long is given up, and loaded again when it is. */
const idleMs = 30_000;

/** Makes a desk without any analyser. */
export const createAnalyserDesk = (options: AnalyserDeskOptions): AnalyserDesk => new LiveDesk(options);

class LiveDesk implements AnalyserDesk {
  readonly #options: AnalyserDeskOptions;
  readonly #known = new Map<AnalysisKind, Known>();
  readonly #listeners = new Set<(faces: Faces) => void>();
  #needed: ReadonlySet<AnalysisKind> = new Set();
  #isClosed = false;

  constructor(options: AnalyserDeskOptions) {
    this.#options = options;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  add(kind: AnalysisKind, source: AnalyserSource): void {
    this.#known.get(kind)?.analyser?.close?.();
    this.#known.set(kind, { source, state: "closed", analyser: undefined, failures: 0 });
    this.#follow();
  }

  need(kinds: ReadonlySet<AnalysisKind>): void {
    const before = this.#needed;
    this.#needed = kinds;
    // Who asks anew for what did not work, as after the network came back, gets another try.
    for (const [kind, entry] of this.#known)
      if (entry.state === "failed" && kinds.has(kind) && !before.has(kind)) this.#giveUp(entry, "closed");
    this.#follow();
  }

  watch(listener: (faces: Faces) => void): () => void {
    this.#listeners.add(listener);
    this.#follow();
    this.#tellWatch();
    return () => {
      if (!this.#listeners.delete(listener)) return;
      this.#follow();
      this.#tellWatch();
    };
  }

  look(kind: AnalysisKind, picture: ImageBitmap): void {
    this.#analyse(kind, picture).catch(reportBug);
  }

  announce(): void {
    for (const [kind, entry] of this.#known) if (entry.state === "open") this.#announce(kind, entry);
    if (this.isWatched) this.#postWatch();
  }

  isMissingFor(stage: VideoStage): boolean {
    const kind = analysisOf(stage);
    const state = kind === undefined ? "open" : this.#known.get(kind)?.state;
    return state === undefined || state === "failed";
  }

  close(): void {
    this.#isClosed = true;
    for (const entry of this.#known.values()) this.#giveUp(entry, "closed");
  }

  /** Opens what is needed, and closes what has not been for a while. */
  #follow(): void {
    if (this.#isClosed) return;
    for (const [kind, entry] of this.#known) {
      const isWanted = this.#needed.has(kind) || (kind === "faces" && this.isWatched);
      if (isWanted) {
        clearTimeout(entry.idle);
        delete entry.idle;
        if (entry.state === "closed") void this.#open(kind, entry);
      } else if (entry.state === "open") entry.idle ??= setTimeout(() => this.#giveUp(entry, "closed"), idleMs);
    }
  }

  #giveUp(entry: Known, state: "closed" | "failed"): void {
    clearTimeout(entry.idle);
    delete entry.idle;
    entry.analyser?.close?.();
    entry.analyser = undefined;
    entry.state = state;
    entry.failures = 0;
  }

  async #open(kind: AnalysisKind, entry: Known): Promise<void> {
    entry.state = "opening";
    try {
      entry.analyser = await entry.source.open();
      entry.state = "open";
      if (this.#isClosed) this.#giveUp(entry, "closed");
      else this.#announce(kind, entry);
      this.#follow();
    } catch (error) {
      entry.state = "failed";
      this.#options.onFailed(error);
    }
  }

  #announce(kind: AnalysisKind, { source: { width, perSecond } }: Known): void {
    this.#options.post({ type: "analyser", kind, width, perSecond });
  }

  async #analyse(kind: AnalysisKind, picture: ImageBitmap): Promise<void> {
    const entry = this.#known.get(kind);
    let result: Mask | Faces | undefined;
    try {
      if (entry?.analyser === undefined) picture.close();
      else result = await entry.analyser.analyse(picture);
      if (entry !== undefined) entry.failures = 0;
    } catch (error) {
      if (entry !== undefined) this.#handleFailure(kind, entry, error);
    } finally {
      // Whether it found something or threw, it is free for the next picture.
      this.#options.post({ type: "analysed", kind, result });
    }
    if (result?.kind === "faces") for (const listener of this.#listeners) listener(result);
  }

  #handleFailure(kind: AnalysisKind, entry: Known, error: unknown): void {
    entry.failures += 1;
    if (entry.failures < mostFailures || entry.state !== "open") return;
    this.#giveUp(entry, "failed");
    this.#options.post({ type: "lost", kind });
    this.#options.onFailed(error);
  }

  #tellWatch(): void {
    this.#postWatch();
    this.#options.onWatch();
  }

  #postWatch(): void {
    this.#options.post({ type: "watch", kinds: this.isWatched ? ["faces"] : [] });
  }
}

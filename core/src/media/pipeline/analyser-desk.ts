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
  analyser?: Analyser;
  /** Times in a row that it could not look at a picture. */
  failures: number;
}

/** One failure may be the picture's; so many are the analyser's. */
const mostFailures = 3;

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
    this.#known.set(kind, { source, state: "closed", failures: 0 });
    this.#openNeeded();
  }

  need(kinds: ReadonlySet<AnalysisKind>): void {
    this.#needed = kinds;
    this.#openNeeded();
  }

  watch(listener: (faces: Faces) => void): () => void {
    this.#listeners.add(listener);
    this.#openNeeded();
    this.#tellWatch();
    return () => {
      if (this.#listeners.delete(listener)) this.#tellWatch();
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
    for (const { analyser } of this.#known.values()) analyser?.close?.();
  }

  #openNeeded(): void {
    for (const [kind, entry] of this.#known) {
      const isWanted = this.#needed.has(kind) || (kind === "faces" && this.isWatched);
      if (isWanted && entry.state === "closed") void this.#open(kind, entry);
    }
  }

  async #open(kind: AnalysisKind, entry: Known): Promise<void> {
    entry.state = "opening";
    try {
      entry.analyser = await entry.source.open();
      entry.state = "open";
      if (this.#isClosed) entry.analyser.close?.();
      else this.#announce(kind, entry);
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
      if (entry !== undefined) this.#handleFailure(entry, error);
    } finally {
      // Whether it found something or threw, it is free for the next picture.
      this.#options.post({ type: "analysed", kind, result });
    }
    if (result?.kind === "faces") for (const listener of this.#listeners) listener(result);
  }

  #handleFailure(entry: Known, error: unknown): void {
    entry.failures += 1;
    if (entry.failures < mostFailures || entry.state === "failed") return;
    entry.state = "failed";
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

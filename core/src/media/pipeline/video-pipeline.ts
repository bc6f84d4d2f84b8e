import { TfxError } from "@tfx/protocol";
import type { VideoStage } from "@tfx/protocol/widgets";
import { reportBug } from "../../report-bug.ts";
import type { ProcessedTrack, TrackProcessor } from "../track-processor.ts";
import type { Faces } from "../analyse/faces/face.ts";
import type { AnalysisKind, AnalyserSource } from "./analysis.ts";
import { createAnalyserDesk } from "./analyser-desk.ts";
import { openDarkTrack } from "../dark-track.ts";
import type { ChainDriver, DriverEvents } from "./chain-driver.ts";
import { stageKey, type ChainFigures, type FromChain, type OwnedStage, type StageFault } from "./chain-messages.ts";
import { drawnStages, hidesSomething, neededAnalyses } from "./chain-order.ts";
import { loadDriver } from "./load-driver.ts";
import { createOutput, type Output } from "./pipeline-output.ts";
import { orderStages } from "./stage-order.ts";

/** How the chain does. */
export interface VideoPipelineState {
  /** What is sent comes out of the chain. */
  readonly running: boolean;
  /** Size of what is sent; smaller than the camera's where time is short. */
  readonly width: number;
  readonly height: number;
  /** Pictures sent a second. */
  readonly fps: number;
  /** What one picture takes, in milliseconds. */
  readonly frameMs: number;
  /** Pictures of the camera that were not sent on. */
  readonly dropped: number;
  /** Stages that are left out for now, as `owner/id`: too slow, not to be drawn, or in need of an analyser that does not work. */
  readonly bypassed: readonly string[];
  /** Nothing is sent of the camera: what hides something in its picture does not work. */
  readonly withheld: boolean;
  /** Why the stages do nothing. Pictures go out as the camera gives them; where something was being hidden, none do. */
  readonly problem?: "no-webgl" | "failed";
}

/** Where the pipeline tells what it does. */
export interface VideoPipelineOptions {
  readonly onState?: (state: VideoPipelineState) => void;
  /** A picture for the code of a stage of kind `pictures`; what it makes of it is given to `answer`. Whoever takes it closes it. */
  readonly onPicture?: (owner: string, id: string, picture: ImageBitmap) => void;
  /** Another chain, and another picture of nothing, for tests. */
  readonly loadDriver?: typeof loadDriver;
  readonly openDark?: () => MediaStreamTrack;
}

/** What is done to the own camera's picture before it is sent, by stages of many owners. */
export interface VideoPipeline extends Disposable {
  /** For {@link LocalMedia.process}. While there are no stages its track is the camera's own. */
  readonly process: TrackProcessor;
  /**
   * Replaces the stages of one owner; none takes them away. Of calls that overlap the latest wins. `foreign`
   * (so unless said otherwise) are left out first when time is short. The other stages go on, whatever happens;
   * where one hides something, though, nothing is sent of the camera from this call on before all that hide are drawn.
   * @throws {TfxError} widget/invalid when a shader does not compile or a picture cannot be read
   */
  setStages(owner: string, stages: readonly VideoStage[], options?: { readonly foreign?: boolean }): Promise<void>;
  /** Takes the answer to `onPicture`; the bitmap is the pipeline's from now on. */
  answer(owner: string, id: string, picture: ImageBitmap): void;
  /** The own camera through these stages, small. Undefined while there is no camera. @throws {TfxError} widget/invalid */
  preview(stages: readonly VideoStage[], width: number): Promise<ImageBitmap | undefined>;
  /** Says who finds persons or faces. Nothing is loaded until a stage or a watcher needs it. */
  useAnalyser(kind: AnalysisKind, source: AnalyserSource): void;
  /** Calls with what is found in the own camera's picture; returns the undo. */
  watchFaces(listener: (faces: Faces) => void): () => void;
}

/** Makes a pipeline. Nothing runs until it has a camera and something to do. */
export const createVideoPipeline = (options: VideoPipelineOptions = {}): VideoPipeline => new LivePipeline(options);

const previewWaitMs = 3_000;
/** A chain that has ended by itself is begun anew, but not for ever. */
const mostRestarts = 3;
const restartAfterMs = 1_000;
/** A chain that ran for so long has not failed over and over. */
const steadyMs = 60_000;
const idleState: VideoPipelineState = {
  running: false,
  width: 0,
  height: 0,
  fps: 0,
  frameMs: 0,
  dropped: 0,
  bypassed: [],
  withheld: false,
};

const refused = ({ key, text }: StageFault): TfxError =>
  new TfxError("widget/invalid", { path: `stages.${key.slice(key.lastIndexOf("/") + 1)}: ${text}` });

class LivePipeline implements VideoPipeline {
  readonly #options: VideoPipelineOptions;
  readonly #owners = new Map<string, readonly OwnedStage[]>();
  readonly #staged = new Map<number, (faults: readonly StageFault[]) => void>();
  readonly #previews = new Map<number, (message: Extract<FromChain, { type: "previewed" }> | undefined) => void>();
  readonly #desk = createAnalyserDesk({
    post: (order) => this.#driver?.post(order),
    onFailed: (error) => this.#handleLostAnalyser(error),
    onWatch: () => this.#follow(),
  });
  readonly #output: Output = createOutput({
    driver: () => this.#driver,
    onChange: () => this.#tell(),
    openDark: () => (this.#options.openDark ?? openDarkTrack)(),
  });
  #driver: ChainDriver | undefined;
  #opening: Promise<ChainDriver | undefined> | undefined;
  #figures: ChainFigures | undefined;
  #problem: VideoPipelineState["problem"];
  #turn = 0;
  #previewed = 0;
  #restarts = 0;
  #failedMs = -Infinity;
  #giveUpOpening: () => void = () => {};
  #closed = false;

  constructor(options: VideoPipelineOptions) {
    this.#options = options;
  }

  readonly process: TrackProcessor = (track): ProcessedTrack => this.#output.process(track);

  setStages(owner: string, stages: readonly VideoStage[], { foreign = true } = {}): Promise<void> {
    if (this.#closed) return Promise.resolve();
    if (stages.length === 0) this.#owners.delete(owner);
    else
      this.#owners.set(
        owner,
        stages.map((stage) => ({ owner, stage, foreign })),
      );
    if (this.#problem === "failed") this.#problem = undefined;
    return this.#stage(owner);
  }

  answer(owner: string, id: string, picture: ImageBitmap): void {
    if (this.#driver === undefined) picture.close();
    else this.#driver.post({ type: "answer", key: `${owner}/${id}`, bitmap: picture });
  }

  async preview(stages: readonly VideoStage[], width: number): Promise<ImageBitmap | undefined> {
    if (!this.#output.hasCamera || this.#problem !== undefined) return undefined;
    const driver = await this.#open();
    if (driver === undefined) return undefined;
    this.#output.lookForAWhile();
    this.#previewed += 1;
    const id = this.#previewed;
    const answered = new Promise<Extract<FromChain, { type: "previewed" }> | undefined>((resolve) => {
      const timer = setTimeout(resolve, previewWaitMs, undefined);
      this.#previews.set(id, (message) => (clearTimeout(timer), resolve(message)));
    });
    const owned = stages.map((stage) => ({ owner: "preview", stage, foreign: true }));
    driver.post({ type: "preview", id, width, stages: orderStages(owned) });
    const message = await answered;
    this.#previews.delete(id);
    const [fault] = message?.faults ?? [];
    if (fault !== undefined) throw refused(fault);
    return message?.bitmap;
  }

  useAnalyser(kind: AnalysisKind, source: AnalyserSource): void {
    this.#desk.add(kind, source);
  }

  watchFaces(listener: (faces: Faces) => void): () => void {
    return this.#desk.watch(listener);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#owners.clear();
    this.#desk.close();
    this.#output.close();
    this.#end();
  }

  get #stages(): readonly OwnedStage[] {
    return [...this.#owners.values()].flat();
  }

  /** An analyser that does not work takes its stages along; their owners see it in the state. */
  #handleLostAnalyser(error: unknown): void {
    reportBug(error);
    void this.#stageAll();
    this.#tell();
  }

  async #stage(owner: string): Promise<void> {
    const faults = await this.#stageAll();
    const own = new Set((this.#owners.get(owner) ?? []).map(stageKey));
    const fault = faults.find(({ key }) => own.has(key));
    if (fault !== undefined) throw refused(fault);
  }

  async #stageAll(): Promise<readonly StageFault[]> {
    this.#desk.need(neededAnalyses(this.#stages));
    const stages = orderStages(drawnStages(this.#stages, (stage) => this.#desk.isMissingFor(stage)));
    this.#turn += 1;
    const turn = this.#turn;
    this.#output.want({ turn, any: stages.length > 0, hides: hidesSomething(stages) });
    // A chain that never ran has nothing to be told to do nothing; one that is on its way has callers who wait for it.
    const driver = stages.length === 0 && this.#opening === undefined ? undefined : await this.#open();
    if (driver === undefined) return [];
    return new Promise((resolve) => {
      this.#staged.set(turn, resolve);
      // A later call has posted all there is, these stages among them; its answer is that of both.
      if (turn === this.#turn) driver.post({ type: "stages", turn, stages });
    });
  }

  /** Somebody watches the finds, or no longer. */
  #follow(): void {
    if (this.#desk.isWatched) void this.#open();
    this.#output.look(this.#desk.isWatched);
  }

  #open(): Promise<ChainDriver | undefined> {
    this.#opening ??= this.#openDriver();
    return this.#opening;
  }

  async #openDriver(): Promise<ChainDriver | undefined> {
    if (this.#closed || this.#problem === "no-webgl") return undefined;
    return new Promise((resolve) => {
      this.#giveUpOpening = () => resolve(undefined);
      const events: DriverEvents = {
        onMessage: (message) => {
          if (message.type === "ready") {
            this.#desk.announce();
            this.#output.connect();
            resolve(this.#driver);
          } else if (message.type === "unable") {
            this.#fail("no-webgl");
            resolve(undefined);
          } else this.#handle(message);
        },
        onFailed: () => {
          this.#fail("failed");
          resolve(undefined);
        },
      };
      const load = async (): Promise<void> => {
        const createDriver = await (this.#options.loadDriver ?? loadDriver)();
        if (!this.#closed) this.#driver = createDriver(events);
      };
      load().catch(events.onFailed);
    });
  }

  #handle(message: Exclude<FromChain, { type: "ready" | "unable" }>): void {
    if (message.type === "staged") this.#settle(message.turn, message.faults);
    else if (message.type === "written") this.#output.written(message.turn);
    else if (message.type === "previewed") this.#handlePreview(message);
    else if (message.type === "look") this.#desk.look(message.kind, message.bitmap);
    else if (message.type === "figures") {
      this.#figures = message.figures;
      this.#tell();
    } else if (this.#options.onPicture === undefined) message.bitmap.close();
    else this.#options.onPicture(message.owner, message.id, message.bitmap);
  }

  #handlePreview(message: Extract<FromChain, { type: "previewed" }>): void {
    const resolve = this.#previews.get(message.id);
    if (resolve === undefined) message.bitmap?.close();
    else resolve(message);
  }

  /** Turns that were passed over are settled with the one that came after. */
  #settle(turn: number, faults: readonly StageFault[]): void {
    for (const [waiting, resolve] of this.#staged) {
      if (waiting > turn) continue;
      this.#staged.delete(waiting);
      resolve(faults);
    }
  }

  /** The call goes on with the camera's own pictures. */
  #fail(problem: "no-webgl" | "failed"): void {
    this.#problem = problem;
    this.#output.fail();
    this.#end();
    this.#tell();
    const nowMs = performance.now();
    if (nowMs - this.#failedMs > steadyMs) this.#restarts = 0;
    this.#failedMs = nowMs;
    if (problem === "no-webgl" || this.#closed || this.#restarts >= mostRestarts) return;
    this.#restarts += 1;
    setTimeout(() => this.#restart(), restartAfterMs);
  }

  #restart(): void {
    if (this.#closed || this.#problem !== "failed") return;
    this.#problem = undefined;
    void this.#stageAll();
    this.#follow();
  }

  #end(): void {
    this.#driver?.close();
    this.#driver = undefined;
    this.#opening = undefined;
    this.#giveUpOpening();
    this.#figures = undefined;
    this.#settle(Infinity, []);
    for (const resolve of this.#previews.values()) resolve(undefined);
  }

  #tell(): void {
    if (this.#closed) return;
    const running = this.#output.isRunning;
    const { bypassed = [], ...figures } = this.#figures ?? {};
    const stages = this.#stages;
    const leftOut = stages.filter((owned) => bypassed.includes(stageKey(owned)));
    const unserved = stages.filter(({ stage }) => this.#desk.isMissingFor(stage));
    const fails = this.#problem === undefined ? leftOut : stages;
    this.#options.onState?.({
      ...idleState,
      ...(running && figures),
      running,
      bypassed: [...new Set([...leftOut, ...unserved].map(stageKey))],
      withheld: this.#output.hasCamera && hidesSomething(fails),
      ...(this.#problem && { problem: this.#problem }),
    });
  }
}

import { reportBug } from "../../report-bug.ts";
import { forgetStages, planBudget, unburdened, type BudgetMemory } from "./chain-budget.ts";
import { stageKey, type FromChain, type OwnedStage, type ToChain } from "./chain-messages.ts";
import { hidesSomething, neededAnalyses } from "./chain-order.ts";
import { ChainRenderer, openGl, type CameraPicture, type ReadyStage } from "./chain-renderer.ts";
import { freshPace, paceFrame, type PaceMemory } from "./frame-pace.ts";
import { createLookout, type Lookout } from "./lookout.ts";

/** Tells the window something; what is listed is transferred. */
export type PostFromChain = (message: FromChain, transfer?: Transferable[]) => void;

/** What becomes of a picture: it is on the canvas, it is sent as it is, or it is left out. */
export type Outcome = "drawn" | "pass" | "leave";

const figuresEveryMs = 1_000;
/** A context that has not come back by then will not: browsers give no more to a page that lost several. */
const longestLossMs = 5_000;
/** A stage of others that takes longer than this for one picture, each time that it is tried, is not drawn at all. */
const longestStageMs = 250;
/** A busy machine makes one small try look slow. */
const tries = [1, 2, 3] as const;

/** Sides that differ by more than this are of another picture. */
const otherShape = 0.05;

/** Previews that wait for a picture of the camera. */
const mostPreviews = 8;

interface Preview {
  readonly id: number;
  readonly width: number;
  readonly ready: readonly ReadyStage[];
}

/**
 * The chain itself, wherever it runs: draws each picture through the stages, within its budget, hands
 * pictures to analysers and owners, and tells what it does. It never waits for any of them.
 */
export class ChainEngine {
  readonly #canvas: OffscreenCanvas | HTMLCanvasElement;
  readonly #post: PostFromChain;
  readonly #lookout: Lookout;
  #renderer: ChainRenderer | undefined;
  #wanted: readonly OwnedStage[] = [];
  #turn = 0;
  #writtenTurn = -1;
  #readyTurn = -1;
  #staging = Promise.resolve();
  #ready: readonly ReadyStage[] = [];
  #drawn: readonly ReadyStage[] = [];
  /** Stages that cannot be drawn: they do not compile, or would hold up everything. */
  #undrawn: ReadonlySet<string> = new Set();
  /** What is drawn hides all that is to be hidden; while it does not, nothing is sent. */
  #isCovered = true;
  #previews: Preview[] = [];
  #budget: BudgetMemory = unburdened;
  #pace: PaceMemory = freshPace;
  #size = { width: 0, height: 0 };
  #spent = { frames: 0, ms: 0, sinceMs: 0, costs: new Map<string, number>() };

  private constructor(canvas: OffscreenCanvas | HTMLCanvasElement, gl: WebGL2RenderingContext, post: PostFromChain) {
    this.#canvas = canvas;
    this.#post = post;
    this.#lookout = createLookout(post);
    this.#renderer = new ChainRenderer(canvas, gl);
    canvas.addEventListener("webglcontextlost", (event) => {
      // Without this it is never restored (WebGL 1.0 §5.15.2).
      event.preventDefault();
      this.#renderer = undefined;
      this.#ready = [];
      this.#readyTurn = -1;
      this.#choose(this.#budget);
      this.#previews = [];
      setTimeout(() => {
        if (this.#renderer === undefined) reportBug(new Error("The drawing context was lost"));
      }, longestLossMs);
    });
    canvas.addEventListener("webglcontextrestored", () => {
      this.#renderer = new ChainRenderer(canvas, gl);
      this.#stage(this.#turn, this.#wanted);
    });
  }

  /** Undefined where there is no WebGL2. */
  static open(canvas: OffscreenCanvas | HTMLCanvasElement, post: PostFromChain): ChainEngine | undefined {
    const gl = openGl(canvas);
    return gl === undefined ? undefined : new ChainEngine(canvas, gl, post);
  }

  /** Takes what the window asks. */
  handle(message: ToChain): void {
    if (message.type === "stages") this.#stage(message.turn, message.stages);
    else if (message.type === "preview") void this.#preview(message).catch(reportBug);
    else if (message.type === "answer") this.#answer(message.key, message.bitmap);
    else if (message.type === "source") this.#handleSource();
    // Whoever opened a sink waits to hear that there is something in it.
    else if (message.type === "sink") this.#writtenTurn = -1;
    else if (message.type === "analysed") {
      if (this.#lookout.answered(message.kind) && message.result !== undefined) this.#renderer?.find(message.result);
    } else if (message.type === "analyser") this.#lookout.add(message);
    else if (message.type === "lost") this.#renderer?.forget(message.kind);
    else if (message.type === "watch") this.#lookout.watch(message.kinds);
  }

  /** Whether a picture that nobody sends is of use all the same. */
  get isCurious(): boolean {
    return this.#previews.length > 0 || this.#lookout.isWaiting(performance.now());
  }

  /** Whether a picture is new enough to be drawn at all. */
  admits(stampMs: number): boolean {
    const { memory, draw } = paceFrame(this.#pace, stampMs, performance.now());
    this.#pace = memory;
    return draw;
  }

  /** Looks at a picture that is not sent. */
  look(picture: CameraPicture): void {
    this.#measure(picture);
    if (this.#renderer === undefined) return;
    this.#renderer.load(picture);
    this.#serve(this.#renderer, picture);
  }

  /** Draws a picture onto the canvas. */
  draw(picture: CameraPicture): Outcome {
    this.#measure(picture);
    const renderer = this.#renderer;
    const untouched = this.#isCovered ? "pass" : "leave";
    const isIdle = this.#drawn.length === 0 || !this.#isCovered;
    if (renderer === undefined || (isIdle && (this.#readyTurn !== this.#turn || !this.isCurious))) return untouched;
    renderer.load(picture, this.#budget.scale);
    this.#serve(renderer, picture);
    if (isIdle) return untouched;
    const nowMs = performance.now();
    const isMeasured = nowMs - this.#spent.sinceMs >= figuresEveryMs;
    renderer.draw(this.#drawn, nowMs, isMeasured ? (key, ms) => this.#spent.costs.set(key, ms) : undefined);
    return "drawn";
  }

  /** Draws a picture as it is, for a driver that sends nothing but the canvas. */
  copy(picture: CameraPicture): void {
    this.#renderer?.load(picture);
    this.#renderer?.draw([], performance.now());
  }

  /** The picture has been sent; it took so long. */
  sent(tookMs: number): void {
    const nowMs = performance.now();
    this.#spent.frames += 1;
    this.#spent.ms += tookMs;
    if (this.#writtenTurn !== this.#readyTurn) {
      this.#writtenTurn = this.#readyTurn;
      this.#post({ type: "written", turn: this.#readyTurn });
    }
    if (nowMs - this.#spent.sinceMs >= figuresEveryMs) this.#sum(nowMs);
  }

  #handleSource(): void {
    this.#writtenTurn = -1;
    this.#pace = { ...freshPace, dropped: this.#pace.dropped };
    this.#turnAway();
  }

  /** Whatever was found, or is being looked for, was in another picture: what hides somebody would stand in the wrong place. */
  #turnAway(): void {
    this.#renderer?.forget();
    this.#lookout.turnAway();
  }

  /** A device that is turned gives a picture of another shape, from the same camera. */
  #measure({ width, height }: CameraPicture): void {
    const before = this.#size;
    if (before.height > 0 && Math.abs((width * before.height) / (height * before.width) - 1) > otherShape) this.#turnAway();
    this.#size = { width, height };
  }

  /** One after the other; only the latest is drawn. */
  #stage(turn: number, stages: readonly OwnedStage[]): void {
    this.#turn = turn;
    this.#wanted = stages;
    this.#cover();
    this.#lookout.need(neededAnalyses(stages));
    const stageNow = async (): Promise<void> => {
      const renderer = this.#renderer;
      // What came meanwhile answers for this one as well: compiling it would only hold up the pictures.
      if (renderer === undefined || turn < this.#turn) return;
      const { ready, faults } = await renderer.ready(stages, ({ owner, stage }, bitmap) =>
        this.#post({ type: "picture", owner, id: stage.id, bitmap }, [bitmap]),
      );
      // The context was lost meanwhile: what was made in it is gone, and is made anew when it comes back.
      if (renderer !== this.#renderer) return;
      this.#post({ type: "staged", turn, faults });
      const before = this.#ready;
      this.#ready = ready;
      this.#readyTurn = turn;
      const tried = ready.filter(({ owned }) => owned.foreign && owned.stage.kind === "shader");
      const nowMs = performance.now();
      const isTooSlow = (one: ReadyStage) => tries.every(() => renderer.estimate(one, nowMs) > longestStageMs);
      const wereUndrawn = this.#undrawn.size > 0;
      this.#undrawn = new Set([...faults, ...tried.filter((one) => isTooSlow(one))].map(({ key }) => key));
      this.#choose(forgetStages(this.#budget, new Set(ready.map(({ key }) => key))));
      before.forEach(({ drawer }) => drawer.close());
      // Where they keep all pictures back, nothing else would tell of it.
      if (wereUndrawn || this.#undrawn.size > 0) this.#tell({ fps: 0, frameMs: 0 });
    };
    this.#staging = this.#staging.then(stageNow).catch(reportBug);
  }

  #choose(budget: BudgetMemory): void {
    this.#budget = budget;
    this.#drawn = this.#ready.filter(({ key }) => !budget.bypassed.has(key) && !this.#undrawn.has(key));
    this.#cover();
  }

  #cover(): void {
    const covers = new Set(this.#drawn.filter(({ owned }) => hidesSomething([owned])).map(({ key }) => key));
    this.#isCovered = this.#wanted.every((owned) => !hidesSomething([owned]) || covers.has(stageKey(owned)));
  }

  #answer(key: string, bitmap: ImageBitmap): void {
    const stage = this.#ready.find((ready) => ready.key === key);
    if (stage?.drawer.answer === undefined) bitmap.close();
    else stage.drawer.answer(bitmap);
  }

  async #preview({ id, stages, width }: Extract<ToChain, { type: "preview" }>): Promise<void> {
    const { ready, faults } = (await this.#renderer?.ready(stages, (_, bitmap) => bitmap.close())) ?? {
      ready: [],
      faults: [],
    };
    if (faults.length > 0) this.#post({ type: "previewed", id, bitmap: undefined, faults });
    else this.#previews.push({ id, width, ready });
    // While the camera gives no pictures they would pile up; who asked for the oldest waits no more.
    for (const { id: old, ready: unused } of this.#previews.splice(0, Math.max(0, this.#previews.length - mostPreviews))) {
      unused.forEach(({ drawer }) => drawer.close());
      this.#post({ type: "previewed", id: old, bitmap: undefined, faults: [] });
    }
  }

  /** Pictures for those beside the chain, from the picture just loaded. */
  #serve(renderer: ChainRenderer, { width, height }: CameraPicture): void {
    const nowMs = performance.now();
    this.#lookout.serve(nowMs, (wished) => renderer.small([], nowMs, Math.min(wished, width)));
    for (const { id, width: wished, ready } of this.#previews.splice(0)) {
      const pixels = renderer.small(ready, nowMs, Math.min(wished, width, Math.round((wished * width) / height)));
      ready.forEach(({ drawer }) => drawer.close());
      createImageBitmap(pixels).then((bitmap) => this.#post({ type: "previewed", id, bitmap, faults: [] }, [bitmap]), reportBug);
    }
  }

  #sum(nowMs: number): void {
    const { frames, ms, sinceMs, costs } = this.#spent;
    this.#spent = { frames: 0, ms: 0, sinceMs: nowMs, costs: new Map() };
    if (sinceMs === 0 || frames === 0) return;
    const stages = new Map(
      this.#drawn.map(({ key, owned }) => [key, { ms: costs.get(key) ?? 0, foreign: owned.foreign && !hidesSomething([owned]) }]),
    );
    const inStages = [...stages.values()].reduce((sum, cost) => sum + cost.ms, 0);
    const frameMs = Math.max(ms / frames, inStages);
    const { intervalMs } = this.#pace;
    this.#choose(planBudget(this.#budget, { nowMs, frameMs, intervalMs, height: this.#size.height, stages }));
    this.#tell({ fps: (frames * 1_000) / (nowMs - sinceMs), frameMs });
  }

  #tell(pace: { readonly fps: number; readonly frameMs: number }): void {
    const { width, height } = this.#canvas;
    const { dropped } = this.#pace;
    const bypassed = [...this.#budget.bypassed, ...this.#undrawn];
    this.#post({ type: "figures", figures: { width, height, ...pace, dropped, bypassed } });
  }
}

import { reportBug } from "../../report-bug.ts";
import type { AnalysisKind } from "./analysis.ts";
import type { FromChain, ToChain } from "./chain-messages.ts";

type Added = Omit<Extract<ToChain, { type: "analyser" }>, "type">;

/** Gives small pictures to analysers that have nothing to do, each at its own rate. */
export interface Lookout {
  add(analyser: Added): void;
  /** Stages need these finds. */
  need(kinds: ReadonlySet<AnalysisKind>): void;
  /** Somebody wants these finds, whatever the stages. */
  watch(kinds: readonly AnalysisKind[]): void;
  /** An analyser is free again; answers whether what it found is of what is seen now. */
  answered(kind: AnalysisKind): boolean;
  /** Another picture is seen from now on: what is being looked at says nothing of it. */
  turnAway(): void;
  isWaiting(nowMs: number): boolean;
  serve(nowMs: number, small: (width: number) => ImageData): void;
}

interface Known extends Added {
  isBusy: boolean;
  /** What it looks at is not seen any more. */
  isPast: boolean;
  givenMs: number;
}

/** An analyser that says nothing for this long is asked again: an answer can be lost with what it ran in. */
const longestAnswerMs = 10_000;

/** Makes a lookout; its pictures go to `post`. */
export const createLookout = (post: (message: FromChain, transfer?: Transferable[]) => void): Lookout => {
  const analysers = new Map<AnalysisKind, Known>();
  let needed: ReadonlySet<AnalysisKind> = new Set();
  let watched: ReadonlySet<AnalysisKind> = new Set();
  const idle = (nowMs: number): Known[] =>
    [...analysers.values()].filter(({ kind, isBusy, givenMs, perSecond }) => {
      const passedMs = nowMs - givenMs;
      return (needed.has(kind) || watched.has(kind)) && passedMs >= (isBusy ? longestAnswerMs : 1_000 / perSecond);
    });
  return {
    add: (analyser) => void analysers.set(analyser.kind, { ...analyser, isBusy: false, isPast: false, givenMs: -Infinity }),
    need: (kinds) => void (needed = kinds),
    watch: (kinds) => void (watched = new Set(kinds)),
    answered(kind) {
      const analyser = analysers.get(kind);
      if (analyser === undefined) return false;
      const isOfNow = analyser.isBusy && !analyser.isPast;
      [analyser.isBusy, analyser.isPast] = [false, false];
      return isOfNow;
    },
    turnAway() {
      for (const analyser of analysers.values()) analyser.isPast = analyser.isBusy;
    },
    isWaiting: (nowMs) => idle(nowMs).length > 0,
    serve(nowMs, small) {
      for (const analyser of idle(nowMs)) {
        analyser.isBusy = true;
        analyser.givenMs = nowMs;
        const { kind } = analyser;
        createImageBitmap(small(analyser.width)).then((bitmap) => post({ type: "look", kind, bitmap }, [bitmap]), reportBug);
      }
    },
  };
};

import { fileLimits } from "@tfx/protocol";
import { blocksOf } from "./blocks.ts";

/** Which blocks of one run are to be sent. */
export interface SendPlan {
  readonly attempt: number;
  /** Blocks of the file. */
  readonly count: number;
  /** The next to be sent. */
  readonly next: number;
  /** The first that may not be sent yet. */
  readonly upTo: number;
  /** Blocks that the other side has written. */
  readonly written: number;
}

/** What a side that fetches may ask for at most, whatever it says. */
const bounded = (wish: number, from: number, count: number): number => Math.min(wish, from + fileLimits.windowBlocks, count);

/** Begins, or begins again; undefined where what is asked for makes no sense. */
export const openSendPlan = (
  wish: { readonly attempt: number; readonly size: number; readonly at: number; readonly upTo: number },
  before?: SendPlan,
): SendPlan | undefined => {
  const { attempt, size, at, upTo } = wish;
  const count = blocksOf(size);
  if (at > count || upTo < at || (before !== undefined && attempt <= before.attempt)) return undefined;
  return { attempt, count, next: at, upTo: bounded(upTo, at, count), written: at };
};

/** Takes what the other side has written and wants; undefined where it cannot be. */
export const moreOf = (
  plan: SendPlan,
  wish: { readonly attempt: number; readonly written: number; readonly upTo: number },
): SendPlan | undefined => {
  if (wish.attempt !== plan.attempt || wish.written > plan.next || wish.written < plan.written) return undefined;
  return { ...plan, written: wish.written, upTo: Math.max(plan.upTo, bounded(wish.upTo, wish.written, plan.count)) };
};

/** The next block was sent. */
export const sentOne = (plan: SendPlan): SendPlan => ({ ...plan, next: plan.next + 1 });

/** Whether a block may be sent now. */
export const maySend = ({ next, upTo }: SendPlan): boolean => next < upTo;

/** Whether all blocks were sent. */
export const isSent = ({ next, count }: SendPlan): boolean => next === count;

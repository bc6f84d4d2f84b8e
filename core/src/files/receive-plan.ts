import { fileLimits } from "@tfx/protocol";
import { blocksOf, lengthOf } from "./blocks.ts";

const { windowBlocks } = fileLimits;

/** What of a file has come. */
export interface ReceivePlan {
  readonly size: number;
  readonly attempt: number;
  /** Blocks that arrived in order; they may not be written yet. */
  readonly arrived: number;
  readonly written: number;
  /** What the other side was told it may send. */
  readonly told: number;
}

/** Before anything was asked for. */
export const createReceivePlan = (size: number): ReceivePlan => ({ size, attempt: 0, arrived: 0, written: 0, told: 0 });

/** Begins again under a new number: what was on its way counts for nothing, and nothing may come until it is asked for. */
export const beginAgain = (plan: ReceivePlan): ReceivePlan => ({ ...plan, attempt: plan.attempt + 1, told: plan.arrived });

/** What a block is: the next one, left over from an attempt before, one that comes after some that were lost, or what no honest side would send. */
export const judgeBlock = (
  plan: ReceivePlan,
  block: { readonly attempt: number; readonly index: number; readonly bytes: Uint8Array },
): "next" | "old" | "gap" | "wrong" => {
  if (block.attempt !== plan.attempt) return block.attempt < plan.attempt ? "old" : "wrong";
  const isAllowed = block.index >= plan.arrived && block.index < plan.told;
  if (!isAllowed || block.bytes.length !== lengthOf(block.index, plan.size)) return "wrong";
  return block.index === plan.arrived ? "next" : "gap";
};

/** The next block has come. */
export const arrivedOne = (plan: ReceivePlan): ReceivePlan => ({ ...plan, arrived: plan.arrived + 1 });

/** The oldest block that has come is written. */
export const wroteOne = (plan: ReceivePlan): ReceivePlan => ({ ...plan, written: plan.written + 1 });

/** What to allow next; undefined while the other side has enough to do, so that it is not told of every block. */
export const allowMore = (plan: ReceivePlan): ReceivePlan | undefined => {
  const count = blocksOf(plan.size);
  const upTo = Math.min(plan.written + windowBlocks, count);
  const isWorthIt = upTo - plan.told >= windowBlocks / 4 || (upTo === count && plan.told < count);
  return isWorthIt ? { ...plan, told: upTo } : undefined;
};

/** Whether all has come and is written. */
export const isWhole = ({ size, written }: ReceivePlan): boolean => written === blocksOf(size);

/** Whether the other side has something to send: silence then means that something was lost. */
export const isAwaited = (plan: ReceivePlan): boolean => plan.arrived < plan.told || isWhole(plan);

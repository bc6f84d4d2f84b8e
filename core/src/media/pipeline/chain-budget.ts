/** What one look at the chain's cost found. */
export interface CostSample {
  readonly nowMs: number;
  /** Time of a whole picture, from its arrival to its sending. */
  readonly frameMs: number;
  /** Between two pictures of the camera. */
  readonly intervalMs: number;
  /** Of the camera's picture. */
  readonly height: number;
  /** Each stage drawn, by key. */
  readonly stages: ReadonlyMap<string, { readonly ms: number; readonly foreign: boolean }>;
}

/** What the chain does to keep within its budget. */
export interface BudgetPlan {
  /** Left out, by key. */
  readonly bypassed: ReadonlySet<string>;
  /** The chain works on pictures this many times smaller than the camera's. */
  readonly scale: number;
}

interface Relief {
  readonly at: number;
  /** How long it stays; longer each time that going back was too much. */
  readonly forMs: number;
}

/** A plan with what it was made from. */
export interface BudgetMemory extends BudgetPlan {
  readonly over: number;
  readonly reliefs: ReadonlyMap<string, Relief>;
}

/** Half of the time between two pictures is the chain's; the other half is the encoder's and the page's. */
const share = 0.5;
const patience = 3;
const firstReliefMs = 10_000;
const longestReliefMs = 160_000;
const scales = [1, 1.5, 2, 3];
/** Below this many lines a picture is not made smaller. */
const leastHeight = 270;
const scaleKey = "(scale)";

export const unburdened: BudgetMemory = { bypassed: new Set(), scale: 1, over: 0, reliefs: new Map() };

/**
 * Past the budget for a few looks in a row, the costliest stage of others is left out; where leaving out
 * theirs would not help, the chain works on smaller pictures. Both are tried again later, ever more rarely
 * when it was too much again.
 */
export const planBudget = (memory: BudgetMemory, sample: CostSample): BudgetMemory => {
  const budgetMs = sample.intervalMs * share;
  if (sample.frameMs <= budgetMs) return tryAgain({ ...memory, over: 0 }, sample);
  const over = memory.over + 1;
  if (over < patience) return { ...memory, over };
  return relieve({ ...memory, over: 0 }, sample, budgetMs);
};

const relieve = (memory: BudgetMemory, sample: CostSample, budgetMs: number): BudgetMemory => {
  const foreign = [...sample.stages].filter(([, { foreign }]) => foreign).toSorted(([, a], [, b]) => b.ms - a.ms);
  const rest = sample.frameMs - foreign.reduce((sum, [, { ms }]) => sum + ms, 0);
  const smaller = scales.find((scale) => scale > memory.scale && sample.height / scale >= leastHeight);
  const costliest = foreign[0];
  if (smaller !== undefined && (rest > budgetMs || costliest === undefined))
    return { ...memory, scale: smaller, reliefs: relief(memory, scaleKey, sample.nowMs) };
  if (costliest === undefined) return memory;
  const [key] = costliest;
  return { ...memory, bypassed: new Set([...memory.bypassed, key]), reliefs: relief(memory, key, sample.nowMs) };
};

const relief = ({ reliefs }: BudgetMemory, key: string, nowMs: number): ReadonlyMap<string, Relief> => {
  const before = reliefs.get(key);
  const forMs = before === undefined ? firstReliefMs : Math.min(longestReliefMs, before.forMs * 2);
  return new Map([...reliefs, [key, { at: nowMs, forMs }]]);
};

/** There is time: what was left out longest ago comes back, one thing at a time. */
const tryAgain = (memory: BudgetMemory, { nowMs }: CostSample): BudgetMemory => {
  const due = (key: string): boolean => {
    const relief = memory.reliefs.get(key);
    return relief !== undefined && nowMs - relief.at >= relief.forMs;
  };
  const key = [...memory.bypassed].find(due);
  if (key !== undefined) return { ...memory, bypassed: new Set([...memory.bypassed].filter((other) => other !== key)) };
  if (memory.scale === 1 || !due(scaleKey)) return memory;
  const reliefs = new Map([...memory.reliefs].map(([name, relief]) => [name, name === scaleKey ? { ...relief, at: nowMs } : relief]));
  return { ...memory, scale: scales.findLast((scale) => scale < memory.scale) ?? 1, reliefs };
};

/** Forgets stages that are there no more, and what they cost. */
export const forgetStages = (memory: BudgetMemory, keys: ReadonlySet<string>): BudgetMemory => ({
  ...memory,
  bypassed: new Set([...memory.bypassed].filter((key) => keys.has(key))),
  reliefs: new Map([...memory.reliefs].filter(([key]) => key === scaleKey || keys.has(key))),
});

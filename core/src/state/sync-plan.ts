import type { ParticipantId } from "@tfx/protocol";

/** What a late joiner knows of those whom it can ask. */
export interface SyncFacts {
  /** Longest present first. */
  readonly present: readonly ParticipantId[];
  readonly asked: ReadonlySet<ParticipantId>;
  /** Those who answered in full, and whether they had everything themselves. */
  readonly answered: ReadonlyMap<ParticipantId, boolean>;
  /** Those who were given time and said nothing. */
  readonly silent: ReadonlySet<ParticipantId>;
}

/** What it does next. */
export interface SyncPlan {
  readonly ask: readonly ParticipantId[];
  /** Nothing better is to be had: widgets may start. */
  readonly synced: boolean;
}

const atOnce = 2;

/** Two of the longest present are asked at a time; whoever is silent or had nothing is followed by the next. */
export const planSync = ({ present, asked, answered, silent }: SyncFacts): SyncPlan => {
  const good = [...answered.values()].some((complete) => complete);
  const waiting = present.filter((id) => asked.has(id) && !answered.has(id) && !silent.has(id));
  const served = [...answered.values()].filter((complete) => complete).length;
  const free = Math.max(0, atOnce - waiting.length - served);
  const ask = present.filter((id) => !asked.has(id)).slice(0, free);
  return { ask, synced: good || (ask.length === 0 && waiting.length === 0) };
};

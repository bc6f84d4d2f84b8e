import type { ParticipantId, RosterEntry } from "@tfx/protocol";

/** Who else is in the room, as the server tells it. */
export type Roster = ReadonlyMap<ParticipantId, RosterEntry>;

/** A roster from the list of a join's answer. */
export const rosterFrom = (entries: readonly RosterEntry[]): Roster => new Map(entries.map((entry) => [entry.participant, entry]));

/** Somebody came, came back, or dropped. */
export const withEntry = (roster: Roster, entry: RosterEntry): Roster => new Map(roster).set(entry.participant, entry);

/** Somebody is gone. */
export const withoutParticipant = (roster: Roster, participant: ParticipantId): Roster => {
  const rest = new Map(roster);
  rest.delete(participant);
  return rest;
};

/**
 * The roster after the own seat was taken again. While a restarted server still collects the others,
 * those it has not seen yet stay as `away` and are named in `missing`, so that nobody flickers.
 */
export const reconcile = (
  before: Roster,
  snapshot: readonly RosterEntry[],
  { settling }: { settling: boolean },
): { roster: Roster; missing: readonly ParticipantId[] } => {
  const now = rosterFrom(snapshot);
  if (!settling) return { roster: now, missing: [] };
  const missing = [...before.values()].filter(({ participant }) => !now.has(participant));
  return {
    roster: new Map([...missing.map((entry) => [entry.participant, { ...entry, away: true }] as const), ...now]),
    missing: missing.map(({ participant }) => participant),
  };
};

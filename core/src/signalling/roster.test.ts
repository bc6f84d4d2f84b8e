import type { InstanceId, ParticipantId, RosterEntry } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { reconcile, rosterFrom, withEntry, withoutParticipant } from "./roster.ts";

const entry = (participant: string, away = false): RosterEntry => ({
  participant: participant as ParticipantId,
  instance: `${participant}-page` as InstanceId,
  joinedAt: 1,
  away,
  profile: { open: "{}" },
});

describe("the roster", () => {
  it("keeps those whom a restarted server has not seen yet, as away", () => {
    const { roster, missing } = reconcile(rosterFrom([entry("a"), entry("b")]), [entry("b")], { settling: true });
    expect([...roster.values()].map(({ participant, away }) => [participant, away])).toEqual([
      ["a", true],
      ["b", false],
    ]);
    expect(missing).toEqual(["a"]);
  });

  it("drops at once whoever is missing when the server knows its room", () => {
    const { roster, missing } = reconcile(rosterFrom([entry("a"), entry("b")]), [entry("b")], { settling: false });
    expect([...roster.keys()]).toEqual(["b"]);
    expect(missing).toEqual([]);
  });

  it("replaces and removes entries without touching the former roster", () => {
    const before = rosterFrom([entry("a")]);
    expect(withEntry(before, entry("a", true)).get("a" as ParticipantId)?.away).toBe(true);
    expect(withoutParticipant(before, "a" as ParticipantId).size).toBe(0);
    expect(before.get("a" as ParticipantId)?.away).toBe(false);
  });
});

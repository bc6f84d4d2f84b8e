import type { ParticipantId } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { planSync, type SyncFacts } from "./sync-plan.ts";

const ids = (...names: string[]) => names as ParticipantId[];
const facts = (given: Partial<SyncFacts>): SyncFacts => ({
  present: ids("anna", "ben", "cleo"),
  asked: new Set(),
  answered: new Map(),
  silent: new Set(),
  ...given,
});

describe("a late joiner", () => {
  it("has everything at once when alone", () => {
    expect(planSync(facts({ present: [] }))).toEqual({ ask: [], synced: true });
  });

  it("asks the two who are there longest", () => {
    expect(planSync(facts({}))).toEqual({ ask: ids("anna", "ben"), synced: false });
    expect(planSync(facts({ asked: new Set(ids("anna", "ben")) }))).toEqual({ ask: [], synced: false });
  });

  it("starts after the first full answer while the other still fills gaps", () => {
    const [anna, ben] = ids("anna", "ben") as [ParticipantId, ParticipantId];
    expect(planSync(facts({ asked: new Set([anna, ben]), answered: new Map([[ben, true]]) }))).toEqual({ ask: [], synced: true });
  });

  it("asks the next when one is silent, has nothing, or leaves", () => {
    const [anna, ben] = ids("anna", "ben") as [ParticipantId, ParticipantId];
    const asked = new Set([anna, ben]);
    expect(planSync(facts({ asked, silent: new Set([anna]) })).ask).toEqual(["cleo"]);
    expect(planSync(facts({ asked, answered: new Map([[ben, false]]) })).ask).toEqual(["cleo"]);
    expect(planSync(facts({ asked, present: ids("ben", "cleo") })).ask).toEqual(["cleo"]);
  });

  it("goes ahead when nobody has more", () => {
    const [anna, ben, cleo] = ids("anna", "ben", "cleo") as [ParticipantId, ParticipantId, ParticipantId];
    const answered = new Map([anna, ben, cleo].map((id) => [id, false]));
    expect(planSync(facts({ asked: new Set([anna, ben, cleo]), answered }))).toEqual({ ask: [], synced: true });
  });
});

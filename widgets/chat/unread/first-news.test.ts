import type { ParticipantId } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import type { Item } from "../messages/rows.ts";
import { lastOfHistory } from "./first-news.ts";

const [ada, bo] = ["ada" as ParticipantId, "bo" as ParticipantId];
const item = (id: string, from: ParticipantId, at: number): Item => ({
  kind: "private",
  id,
  from,
  at,
  message: { id, from, to: bo, at, text: id, after: undefined, file: undefined, picture: undefined },
});
const came = { joinedAt: 1_000, joinedAtOf: new Map([[ada, 500]]), now: 1_500 };

describe("what is history to somebody who comes", () => {
  it("is what was written before they came", () => {
    const items = [item("old", ada, 900), item("fresh", ada, 1_200)];
    expect(lastOfHistory(items, came)).toBe("old");
    expect(lastOfHistory(items.slice(0, 1), came)).toBe("old");
    expect(lastOfHistory(items.slice(1), came)).toBeUndefined();
    expect(lastOfHistory([], came)).toBeUndefined();
  });

  it("is nothing of those who came later, whatever their clock says", () => {
    const later = { ...came, joinedAtOf: new Map([[bo, 1_100]]) };
    expect(lastOfHistory([item("old", ada, 900), item("fresh", bo, 3)], later)).toBe("old");
  });

  it("is hardly ever made news by a clock that runs ahead: nothing is from the future", () => {
    const items = [item("old", ada, 89_000), item("last", ada, 90_000)];
    expect(lastOfHistory(items, came)).toBe("old");
  });
});

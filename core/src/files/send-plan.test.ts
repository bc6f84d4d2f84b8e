import { describe, expect, it } from "vitest";
import { fileLimits } from "@tfx/protocol";
import { isSent, maySend, moreOf, openSendPlan, sentOne, type SendPlan } from "./send-plan.ts";

const { blockBytes, windowBlocks } = fileLimits;
const size = 100 * blockBytes;
const open = (change: Partial<Parameters<typeof openSendPlan>[0]> = {}, before?: SendPlan) =>
  openSendPlan({ attempt: 1, size, at: 0, upTo: 4, ...change }, before);

const sentUpTo = (plan: SendPlan | undefined): SendPlan => {
  if (plan === undefined) throw new Error("no plan");
  return maySend(plan) ? sentUpTo(sentOne(plan)) : plan;
};

describe("a plan of sending", () => {
  it("sends what is allowed and no more", () => {
    const plan = sentUpTo(open());
    expect(plan.next).toBe(4);
    expect(isSent(plan)).toBe(false);
    expect(moreOf(plan, { attempt: 1, written: 2, upTo: 9 })).toMatchObject({ upTo: 9, written: 2 });
  });

  it("allows a window past what is written, whatever is asked for", () => {
    const plan = sentUpTo(open({ upTo: 1_000_000 }));
    expect(plan.next).toBe(windowBlocks);
    expect(moreOf(plan, { attempt: 1, written: 3, upTo: 1_000_000 })?.upTo).toBe(windowBlocks + 3);
  });

  it("ends with the file", () => {
    expect(isSent(sentUpTo(open({ at: 98, upTo: 1_000 })))).toBe(true);
    expect(isSent(sentUpTo(open({ size: 0, upTo: 0 })))).toBe(true);
  });

  it.each([
    ["a beginning past the end", { at: 101, upTo: 101 }],
    ["an end before the beginning", { at: 5, upTo: 4 }],
  ])("refuses %s", (_what, change) => {
    expect(open(change)).toBeUndefined();
  });

  it("believes no count that cannot be", () => {
    const plan = sentUpTo(open());
    expect(moreOf(plan, { attempt: 1, written: 5, upTo: 9 })).toBeUndefined();
    expect(moreOf(plan, { attempt: 2, written: 1, upTo: 9 })).toBeUndefined();
    const later = moreOf(plan, { attempt: 1, written: 3, upTo: 5 });
    expect(later && moreOf(later, { attempt: 1, written: 2, upTo: 9 })).toBeUndefined();
  });

  it("begins again under a later number alone", () => {
    const plan = sentUpTo(open({ attempt: 3 }));
    expect(open({ attempt: 3, at: 1 }, plan)).toBeUndefined();
    expect(open({ attempt: 4, at: 1 }, plan)).toMatchObject({ next: 1, attempt: 4, written: 1 });
  });
});

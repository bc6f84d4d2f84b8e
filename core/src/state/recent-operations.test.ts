import { describe, expect, it } from "vitest";
import { RecentOperations } from "./recent-operations.ts";

const stop = (instance: string) => ({ op: "stop", instance }) as const;

describe("recent operations", () => {
  it("are forgotten after half a minute, the oldest first, and sooner when they are many bytes", () => {
    let nowMs = 0;
    const recent = new RecentOperations(() => nowMs);
    recent.add(stop("a"), 10);
    nowMs = 20_000;
    recent.add(stop("b"), 10);
    expect(recent.list()).toEqual([stop("a"), stop("b")]);
    nowMs = 31_000;
    expect(recent.list()).toEqual([stop("b")]);
    recent.add(stop("c"), 2 * 1024 * 1024);
    expect(recent.list()).toEqual([stop("c")]);
  });
});
